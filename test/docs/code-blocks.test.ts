import { beforeAll, expect, test } from 'vitest';
import { compile } from '../support/compile.js';
import { blocksOf, PAGES } from './support/blocks.js';
import { generated } from './support/generated.js';

const pages = PAGES.map((page) => ({ page, blocks: blocksOf(page) })).filter(
  ({ blocks }) => blocks.length > 0,
);
let complaints: readonly string[];

beforeAll(async () => {
  const blocks = pages.flatMap((page) => page.blocks);
  const files = new Map(blocks.map(({ name, module }) => [`${name}.ts`, module]));
  for (const [name, text] of await generated()) files.set(`docs-generate-md/${name}`, text);
  complaints = await compile('docs', files, ['**/*.ts']);
}, 120_000);

test('there are blocks in most pages', () => {
  expect(pages.length).toBeGreaterThan(10);
});

test.each(pages)('every TypeScript block of $page compiles', ({ blocks }) => {
  const names = blocks.map(({ name }) => `${name}.ts`);
  expect(complaints.filter((line) => names.some((name) => line.includes(name)))).toEqual([]);
});

test('the compiler says nothing else', () => {
  const names = pages.flatMap(({ blocks }) => blocks.map(({ name }) => `${name}.ts`));
  expect(complaints.filter((line) => !names.some((name) => line.includes(name)))).toEqual([]);
});
