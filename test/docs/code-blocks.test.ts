import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { oauth1 } from '../../src/auth/oauth1.js';
import { generateModules } from '../../src/codegen/store/index.js';
import { createClient } from '../../src/core.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { loyalty } from '../codegen/store/support/loyalty.js';
import { compile } from '../support/compile.js';

/** What a reader has at hand, for blocks that do not declare it themselves. */
const AT_HAND: Readonly<Record<string, string>> = {
  baseUrl: 'const baseUrl: string',
  auth: "const auth: import('magekit').Authenticator",
  magento: "const magento: import('magekit').Magento",
  shop: "const shop: import('magekit/commerce').Commerce",
  blob: 'const blob: Blob',
  budget: "const budget: import('magekit').ConcurrencyBudget",
  uploadImages: 'function uploadImages(): Promise<void>',
  getToken: 'function getToken(): Promise<string>',
  readCode: 'function readCode(): Promise<string>',
  loadCursor: "function loadCursor(): Promise<import('magekit/search').Cursor | undefined>",
  save: 'function save(items: readonly object[]): Promise<void>',
  readPasscode: 'function readPasscode(): Promise<string>',
  askSecurityKey: 'function askSecurityKey(options: string): Promise<string>',
  redis: "const redis: Parameters<typeof import('magekit/tokens').nodeRedisPort>[0]",
  secret: 'const secret: string',
  ...Object.fromEntries(
    [
      'consumerKey',
      'consumerSecret',
      'accessToken',
      'accessTokenSecret',
      'username',
      'email',
      'password',
    ].map((name) => [name, `const ${name}: string`]),
  ),
};

/** A code block as a module of its own; `return` stands for the reader's function around it. */
function toModule(block: string): string {
  const isImport = (line: string) => /^import\b.*;$/.test(line);
  const lines = block.split('\n');
  const declared = (name: string) =>
    new RegExp(`\\b(?:const|using|function) \\{?(?:(?! of )[^=])*\\b${name}\\b`).test(block);
  const missing = Object.keys(AT_HAND).filter((name) => !declared(name));
  const hasModule = block.includes('declare module');
  const body = lines.filter((line) => !isImport(line)).join('\n');
  return [
    ...lines.filter(isImport),
    ...missing.map((name) => `declare ${AT_HAND[name]};`),
    hasModule ? body : `export async function block() {\n${body}\n}`,
    'export {};',
  ].join('\n');
}

/** What the reader of the guide has generated. */
async function generated(): Promise<[string, string][]> {
  const sandbox = createSandbox();
  sandbox.extend(loyalty(1));
  const auth = oauth1(sandbox.credentials.integration);
  const client = createClient({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch });
  const { files } = await generateModules(client);
  return [...files].map(([name, text]) => [`magento/${name}`, text]);
}

test.each([
  'README.md',
  'docs/authentication.md',
  'docs/bulk.md',
  'docs/commerce.md',
  'docs/concurrency.md',
  'docs/concurrency-redis.md',
  'docs/exports.md',
  'docs/generate.md',
  'docs/installations.md',
  'docs/observability.md',
  'docs/sandbox.md',
  'docs/search.md',
])(
  'every TypeScript block of %s compiles',
  async (name) => {
    const text = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
    const blocks = Array.from(text.matchAll(/```ts\n([\s\S]*?)```/g), ([, block = '']) => block);
    const files = new Map(blocks.map((block, index) => [`block-${index + 1}.ts`, toModule(block)]));
    expect(blocks.length).toBeGreaterThan(2);
    if (name === 'docs/generate.md') for (const file of await generated()) files.set(...file);
    expect(await compile(name.replace(/\W/g, '-'), files, ['**/*.ts'])).toEqual([]);
  },
  60_000,
);
