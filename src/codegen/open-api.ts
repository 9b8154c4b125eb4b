import type { Definitions, TypeModel } from './definitions.js';
import type { Side } from './shapes.js';
import { refKey, type Schema } from './swagger.js';
import { docText } from './text.js';

/** An OpenAPI 3.1 schema, as far as it is needed here. */
export type OpenApiSchema = Readonly<Record<string, unknown>>;

const types = new Set(['string', 'integer', 'number', 'boolean', 'null']);

/** A Swagger 2.0 schema as OpenAPI 3.1, definitions by the names of their types. Nothing foreign survives. */
export function toOpenApi(schema: Schema, side: Side, definitions: Definitions): OpenApiSchema {
  const key = refKey(schema);
  if (key !== undefined) {
    const type = definitions.use(key, side);
    return type ? { $ref: `#/components/schemas/${type.name}` } : {};
  }
  const inner = (one: Schema) => toOpenApi(one, side, definitions);
  if (schema.oneOf) return { oneOf: schema.oneOf.map(inner) };
  if (schema.enum) return { enum: schema.enum };
  if (schema.type === 'array') return { type: 'array', items: inner(schema.items ?? {}) };
  if (schema.type === 'object') {
    const properties = Object.entries(schema.properties ?? {});
    if (properties.length === 0) return { type: 'object', additionalProperties: true };
    return {
      type: 'object',
      required: schema.required ?? [],
      properties: Object.fromEntries(properties.map(([name, one]) => [name, inner(one)])),
    };
  }
  return schema.type !== undefined && types.has(schema.type) ? { type: schema.type } : {};
}

/** A type as one OpenAPI schema. */
export function typeToOpenApi({ shape, side }: TypeModel, definitions: Definitions): OpenApiSchema {
  if (shape.kind === 'alias') return toOpenApi(shape.schema, side, definitions);
  return {
    type: 'object',
    required: shape.members.filter((member) => !member.optional).map((member) => member.name),
    properties: Object.fromEntries(
      shape.members.map((member) => {
        const description = docText(member.doc);
        const schema = toOpenApi(member.schema, side, definitions);
        return [member.name, description === '' ? schema : { ...schema, description }];
      }),
    ),
  };
}
