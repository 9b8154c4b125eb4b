import type { Schema, SwaggerOperation } from '../swagger.js';
import { canonicalJson } from './canonical.js';

/** What a schema means for types: without prose, and without the order of what has none. */
function bare(schema: Schema): unknown {
  const { $ref, type, items, properties, required, oneOf, additionalProperties } = schema;
  return {
    $ref,
    type,
    enum: schema.enum,
    items: items && bare(items),
    properties:
      properties &&
      Object.fromEntries(Object.entries(properties).map(([k, one]) => [k, bare(one)])),
    required: required && required.length > 0 ? [...required].sort() : undefined,
    oneOf: oneOf?.map(bare),
    additionalProperties:
      typeof additionalProperties === 'object' ? bare(additionalProperties) : undefined,
  };
}

/** Whether two schemas say the same about types. */
export const isSameSchema = (a: Schema, b: Schema): boolean =>
  a === b || canonicalJson(bare(a)) === canonicalJson(bare(b));

/** Whether two operations take and answer the same. */
export const isSameOperation = (a: SwaggerOperation, b: SwaggerOperation): boolean =>
  canonicalJson(signature(a)) === canonicalJson(signature(b));

function signature({ parameters = [], responses = {} }: SwaggerOperation): unknown {
  const members = parameters.map(({ name, in: where, type, items, required, schema }) =>
    where === 'body'
      ? ['body', bare(schema ?? {})]
      : [where, name, type, items && bare(items), where === 'path' || required === true],
  );
  // Search criteria are written with index 0 in one version and another way in the next.
  const isCriteria = (name: unknown) => /^(searchCriteria|criteria)\[/.test(String(name));
  const criteria = members.some(([, name]) => isCriteria(name));
  const others = members.filter(([, name]) => !isCriteria(name)).map((one) => canonicalJson(one));
  const success = Object.entries(responses).find(([, { schema }]) => schema !== undefined)?.[1]
    .schema;
  return { criteria, others: others.sort(), success: success && bare(success) };
}
