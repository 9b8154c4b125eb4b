import { readdirSync, readFileSync } from 'node:fs';
import { AT_HAND } from './at-hand.js';

const root = new URL('../../../', import.meta.url);

/** README and guides. */
export const PAGES: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(new URL('docs/', root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** A TypeScript block of a page. */
export interface Block {
  /** `docs-errors-md/block-1`: the page, and its place among the blocks there. */
  readonly name: string;
  /** The module it makes. */
  readonly module: string;
  /** Whether it is marked `ts run`: it works on the sandbox as it stands. */
  readonly runs: boolean;
}

/** A code block as a module of its own; `return` stands for the reader's function around it. */
function toModule(block: string): string {
  const isImport = (line: string) => /^import\b.*;(?: \/\/.*)?$/.test(line);
  const lines = block.split('\n');
  const declared = (name: string) =>
    new RegExp(`\\b(?:const|using|function) \\{?(?:(?! of )[^=])*\\b${name}\\b`).test(block);
  const missing = Object.keys(AT_HAND).filter((name) => !declared(name));
  const isModule = block.includes('declare module') || /^export /m.test(block);
  const body = lines.filter((line) => !isImport(line)).join('\n');
  return [
    ...lines.filter(isImport),
    ...missing.map((name) => `declare ${AT_HAND[name]};`),
    isModule ? body : `export async function block() {\n${body}\n}`,
    'export {};',
  ].join('\n');
}

/** The TypeScript blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(new URL(page, root), 'utf8');
  return Array.from(
    text.matchAll(/```ts( run)?\n([\s\S]*?)```/g),
    ([, run, block = ''], index) => ({
      name: `${page.replace(/\W/g, '-')}/block-${index + 1}`,
      module: toModule(block),
      runs: run !== undefined,
    }),
  );
}
