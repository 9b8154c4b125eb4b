import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import type { StoreAttribute } from '../../../src/codegen/store/attributes.js';
import { emitAttributes } from '../../../src/codegen/store/emit-attributes.js';

const options = (...labels: string[]) => labels.map((label, i) => ({ id: String(i + 4), label }));
const attribute = (code: string, more: Partial<StoreAttribute> = {}): StoreAttribute => ({
  code,
  label: '',
  input: 'text',
  type: 'varchar',
  options: [],
  ...more,
});

const line = (one: StoreAttribute, owner: 'product' | 'category' = 'product') =>
  emitAttributes({ [owner]: [one] })
    ?.text.match(/^ {2}(?!\/|readonly).*$/m)?.[0]
    .trim();

test.each([
  [attribute('a', { input: 'boolean', type: 'int' }), 'a?: boolean | null;'],
  [attribute('a', { input: 'price', type: 'decimal' }), 'a?: number | null;'],
  [attribute('a', { input: 'date', type: 'datetime' }), 'a?: string | null;'],
  [attribute('a', { input: 'datetime', type: 'datetime' }), 'a?: Date | string | null;'],
  [
    attribute('a', { input: 'select', type: 'int', options: options('Red', 'Blue') }),
    `a?: 'Blue' | 'Red' | OptionId | null;`,
  ],
  [
    attribute('a', { input: 'multiselect', options: options("it's") }),
    `a?: ('it\\'s' | OptionId)[] | null;`,
  ],
  // A label that two options have stands for neither.
  [
    attribute('a', { input: 'select', type: 'int', options: options('Red', 'Red', 'Blue') }),
    `a?: 'Blue' | OptionId | null;`,
  ],
  [
    attribute('a', { input: 'select', options: options(...Array.from({ length: 61 }, String)) }),
    'a?: string | OptionId | null;',
  ],
  [attribute('a-b'), `'a-b'?: string | null;`],
])('%j', (one, expected) => {
  expect(line(one)).toBe(expected);
});

test('values of categories are as the API has them', () => {
  const one = attribute('a', { input: 'select', label: 'Mode', options: options('Grid', 'List') });
  expect(line(one, 'category')).toBe(`a?: '4' | '5' | null;`);
  expect(emitAttributes({ category: [one] })?.text).toContain('/** Mode: `4` Grid, `5` List */');
});

test('labels cannot say anything but what they are', () => {
  const evil = `*/ globalThis.pwned = 1; /* ' \` \${x} \\ \n\u2028 @throws`;
  const one = attribute(evil, { label: evil, input: 'select', options: options(evil) });
  const text = emitAttributes({ product: [one], customer: [one] })?.text ?? '';
  expect(transformSync(text, { loader: 'ts' }).code.trim()).toBe('');
});

test('a store without attributes has no such file', () => {
  expect(emitAttributes({})).toBeUndefined();
  expect(emitAttributes({ product: [] })).toBeUndefined();
});
