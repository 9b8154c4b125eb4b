import { reference as text } from '../../../../generated/reference.js';
import type { GenerateInput, SwaggerDocument } from '../../../../src/codegen/index.js';

type Members = Record<string, Record<string, unknown>>;

/** A schema that may be changed, as parsed from JSON. */
export interface LooseSchema {
  paths: Record<string, Members>;
  definitions: Record<
    string,
    { properties: Members; required?: string[]; [name: string]: unknown }
  >;
}

/** The reference as a store would send it, changed by the function. */
export function storeSchema(
  change: (schema: LooseSchema) => void = () => undefined,
): SwaggerDocument {
  const { schema } = JSON.parse(text) as GenerateInput;
  change(schema as unknown as LooseSchema);
  return schema;
}

/** Operations of a module of a shop's own. */
export const acme = (methods: Record<string, unknown>): Members => methods as Members;

/** An operation that answers with a type. */
export const answering = (schema: unknown, more: object = {}): Record<string, unknown> => ({
  responses: { 200: { schema } },
  ...more,
});
