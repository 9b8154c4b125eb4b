import { createDefinitions, type Definitions } from './definitions.js';
import type { GenerateInput } from './input.js';
import { inputNames } from './input-types.js';
import { type OperationModel, readOperations } from './operations.js';
import { refsIn } from './swagger.js';

/** What is generated from: operations, and the types they need so far. */
export interface Model {
  readonly operations: readonly OperationModel[];
  readonly definitions: Definitions;
}

/** Reads operations, and uses what they answer with. The types of requests come with their text. */
export function createModel(input: GenerateInput): Model {
  const operations = readOperations(input);
  const local = operations.flatMap(inputNames);
  const definitions = createDefinitions(input.schema, input.corrections ?? {}, local);
  for (const key of input.corrections?.alwaysAnswers ?? []) definitions.use(key, 'answer');
  useAnswers(operations, definitions);
  return { operations, definitions };
}

/** Uses what operations answer with, before the text of any is asked for. */
export function useAnswers(operations: readonly OperationModel[], definitions: Definitions): void {
  for (const { result } of operations) {
    for (const key of result ? refsIn(result) : []) definitions.use(key, 'answer');
  }
}
