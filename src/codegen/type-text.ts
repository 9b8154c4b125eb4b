import type { Definitions } from './definitions.js';
import type { Side } from './shapes.js';
import { refKey, type Schema } from './swagger.js';
import { propertyKey } from './text.js';

const scalars = new Map([
  ['string', 'string'],
  ['integer', 'number'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['null', 'null'],
]);

/** A type as text, and the definitions it names. */
export interface TypeText {
  readonly text: string;
  readonly refs: readonly string[];
}

/** Spells a schema as TypeScript, on one line. */
export function typeText(schema: Schema, side: Side, definitions: Definitions): TypeText {
  const key = refKey(schema);
  if (key !== undefined) {
    const type = definitions.use(key, side);
    return type ? { text: type.name, refs: [key] } : { text: 'unknown', refs: [] };
  }
  if (schema.oneOf) {
    const parts = schema.oneOf.map((one) => typeText(one, side, definitions));
    return { text: parts.map((p) => p.text).join(' | '), refs: parts.flatMap((p) => p.refs) };
  }
  if (schema.enum) return { text: schema.enum.map((v) => JSON.stringify(v)).join(' | '), refs: [] };
  if (schema.type === 'array') return listText(schema.items ?? {}, side, definitions);
  if (schema.type === 'object') return objectText(schema, side, definitions);
  return { text: scalars.get(schema.type ?? '') ?? 'unknown', refs: [] };
}

function listText(items: Schema, side: Side, definitions: Definitions): TypeText {
  const { text, refs } = typeText(items, side, definitions);
  return { text: text.includes(' | ') ? `(${text})[]` : `${text}[]`, refs };
}

function objectText(schema: Schema, side: Side, definitions: Definitions): TypeText {
  const entries = Object.entries(schema.properties ?? {});
  if (entries.length === 0) return recordText(schema.additionalProperties, side, definitions);
  const required = new Set(schema.required ?? []);
  const parts = entries.map(([name, property]) => {
    const { text, refs } = typeText(property, side, definitions);
    return { text: `${propertyKey(name)}${required.has(name) ? '' : '?'}: ${text}`, refs };
  });
  return { text: `{ ${parts.map((p) => p.text).join('; ')} }`, refs: parts.flatMap((p) => p.refs) };
}

function recordText(
  values: Schema['additionalProperties'],
  side: Side,
  definitions: Definitions,
): TypeText {
  const schema = typeof values === 'object' ? values : {};
  const { text, refs } = typeText(schema, side, definitions);
  return { text: `Record<string, ${text}>`, refs };
}
