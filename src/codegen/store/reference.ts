import { emitResources } from '../emit-resource.js';
import type { GenerateInput } from '../input.js';
import { namesOfWalks, walkableList } from '../list.js';
import { createModel, type Model } from '../model.js';
import { tidyDocument } from '../tidy/tidy-document.js';
import { createWarnings } from '../warning.js';

/** The built-in modules: what they were generated from, and what they have. */
export interface Reference extends Model {
  readonly input: GenerateInput;
  /** Functions of each resource module, walks included. */
  readonly exports: ReadonlyMap<string, readonly string[]>;
}

/** Reads the input of the built-in modules again, as they were generated. */
export function readReference(input: GenerateInput): Reference {
  const model = createModel(input);
  // The types of requests come with the text of functions.
  emitResources(model.operations, model.definitions, { client: '', search: '' });
  const exports = new Map<string, string[]>();
  for (const operation of model.operations) {
    const names = exports.get(operation.resource) ?? [];
    names.push(operation.name, ...walksOf(operation));
    exports.set(operation.resource, names);
  }
  const schema = tidyDocument(input.schema, createWarnings().warn);
  return { ...model, input: { ...input, schema }, exports };
}

/** Names of the functions that walk a list. */
function walksOf(operation: Model['operations'][number]): string[] {
  return walkableList(operation) ? namesOfWalks(operation.name).slice(0, 2) : [];
}

/** The reference of this package. Loaded only when something is generated. */
export async function loadReference(): Promise<Reference> {
  const { reference } = await import('../../../generated/reference.js');
  return readReference(JSON.parse(reference) as GenerateInput);
}
