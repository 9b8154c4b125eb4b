import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { pixel } from '../../examples/commerce/pixel.js';
import { commerce } from '../../src/commerce/index.js';
import { createBudget, createMagento, oauth1 } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { generateSealingKey } from '../../src/tokens/index.js';
import { sourceOf } from '../support/compile.js';
import { blocksOf, PAGES } from './support/blocks.js';

const folder = fileURLToPath(new URL('../../.cache/run-blocks/', import.meta.url));
const blocks = PAGES.flatMap(blocksOf).filter(({ runs }) => runs);

// Files that blocks read and write by relative paths.
const home = process.cwd();
const work = mkdtempSync(join(tmpdir(), 'magekit-docs-'));
writeFileSync(join(work, 'front.jpg'), pixel);

beforeEach(() => {
  process.chdir(work);
  for (const level of ['log', 'error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation(() => undefined);
  }
});

afterAll(() => {
  process.chdir(home);
  rmSync(work, { recursive: true });
  rmSync(folder, { recursive: true, force: true });
});

/** What blocks have at hand, on a sandbox that answers every address. */
function atHand(): Readonly<Record<string, unknown>> {
  const { admin, customer } = createSandbox().credentials;
  // Blocks have one password for everybody.
  const { email, password } = customer;
  const same = { admin: { ...admin, password }, customer };
  const { credentials, fetch } = createSandbox({ integrationAsBearer: true, credentials: same });
  const baseUrl = 'https://shop.example.com';
  const auth = oauth1(credentials.integration);
  const magento = createMagento({ baseUrl, auth, fetch });
  return {
    ...credentials.integration,
    ...{ email, password, username: admin.username },
    ...{ baseUrl, auth, magento, fetch, shop: commerce(magento) },
    budget: createBudget({ target: 4 }),
    blob: new Blob([pixel]),
    secret: generateSealingKey(),
    getToken: async () => 'a-token-of-your-own',
    loadCursor: async () => undefined,
    save: async () => undefined,
    uploadImages: async () => undefined,
  };
}

test('there is something to run', () => {
  expect(blocks.length).toBeGreaterThan(10);
});

test.each(blocks)('$name does what it says, on the sandbox', async ({ name, module }) => {
  const file = `${folder}${name}.ts`;
  mkdirSync(dirname(file), { recursive: true });
  const text = module.replace(/'(magekit(?:\/[\w/-]+)?)'/g, (_, specifier: string) =>
    JSON.stringify(sourceOf(specifier)),
  );
  writeFileSync(file, text);
  const given = atHand();
  for (const [key, value] of Object.entries(given)) vi.stubGlobal(key, value);
  vi.stubEnv('MAGENTO_BASE_URL', String(given.baseUrl));
  vi.stubEnv('MAGENTO_CUSTOMER_EMAIL', String(given.email));
  vi.stubEnv('MAGENTO_CUSTOMER_PASSWORD', String(given.password));
  vi.stubEnv('TOKEN_KEY', String(given.secret));
  vi.stubEnv('OLD_TOKEN_KEY', generateSealingKey());
  const { block } = (await import(file)) as { readonly block: () => Promise<unknown> };
  await block();
});
