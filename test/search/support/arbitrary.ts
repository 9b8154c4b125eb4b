import fc from 'fast-check';
import { type Comparison, type CriteriaBuilder, where } from '../../../src/search/index.js';

/** Texts that an encoder or parser may trip over. */
const ODD = [
  '',
  ' ',
  ',',
  'a,b',
  '100%',
  '%',
  'a&b=c',
  '[x]',
  ']',
  '+',
  '#',
  'ü',
  '日本',
  'null',
  '0',
  '__proto__',
];

const text = fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'grapheme', maxLength: 6 }));
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const date = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('9999-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const field = fc.oneof(
  fc.constantFrom('sku', 'price', 'custom_field'),
  text.filter((name) => name !== ''),
);

/** A comparison of any kind over any field. */
export const anyComparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc.tuple(
    field,
    fc.constantFrom('eq' as const, 'neq' as const),
    fc.oneof(text, number, fc.boolean(), date),
  ),
  fc.tuple(
    field,
    fc.constantFrom(
      'gt' as const,
      'gteq' as const,
      'lt' as const,
      'lteq' as const,
      'from' as const,
      'to' as const,
    ),
    fc.oneof(text, number, date),
  ),
  fc.tuple(field, fc.constantFrom('like' as const, 'nlike' as const), text),
  fc.tuple(
    field,
    fc.constantFrom('finset' as const, 'nfinset' as const),
    fc.oneof(
      text.filter((value) => !value.includes(',')),
      number,
    ),
  ),
  fc.tuple(
    field,
    fc.constant('in' as const),
    fc.array(fc.oneof(text, number), { minLength: 1, maxLength: 6 }),
  ),
  fc.tuple(
    field,
    fc.constant('nin' as const),
    fc.array(
      fc.oneof(
        text.filter((value) => !value.includes(',')),
        number,
      ),
      { minLength: 1, maxLength: 5 },
    ),
  ),
  fc.tuple(field, fc.constantFrom('null' as const, 'notnull' as const)),
);

/** Criteria as they are built from these groups of comparisons. */
export function built(groups: readonly (readonly Comparison[])[]): CriteriaBuilder {
  const start = where('entity_id', 'gt', 0);
  return groups.reduce<CriteriaBuilder>(
    (criteria, [first, ...more]) => (first ? criteria.anyOf(first, ...more) : criteria),
    start,
  );
}
