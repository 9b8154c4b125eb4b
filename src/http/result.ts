import type { ResultRule } from '../client/types.js';

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}

/** A list that lost members on the server arrives as an object with numbers for names. */
function toPage(value: unknown): unknown {
  if (isEmptyList(value)) return { items: [] };
  if (typeof value !== 'object' || value === null || !('items' in value)) return value;
  const { items } = value;
  if (items === null) return { ...value, items: [] };
  return Array.isArray(items) || typeof items !== 'object'
    ? value
    : { ...value, items: Object.values(items) };
}

const rules: Readonly<Record<ResultRule, (value: unknown) => unknown>> = {
  number: toNumber,
  void: () => undefined,
  nullable: (value) => (isEmptyList(value) ? null : value),
  object: (value) => (isEmptyList(value) ? {} : value),
  page: toPage,
};

/** Brings an answer to the type its operation declares. */
export function correctResult(value: unknown, rule: ResultRule | undefined): unknown {
  return rule === undefined ? value : rules[rule](value);
}
