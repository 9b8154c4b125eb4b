import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oauth1 } from '../../../src/auth/oauth1.js';
import { type GeneratedModules, generateModules } from '../../../src/codegen/store/index.js';
import { createClient } from '../../../src/core.js';
import { type RunningSandbox, startSandbox } from '../../../src/sandbox/index.js';
import { compile } from '../../support/compile.js';
import { consumer } from './support/consumer.js';
import { loyalty } from './support/loyalty.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));

let sandbox: RunningSandbox;
let generated: GeneratedModules;
beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.extend(loyalty());
  const auth = oauth1(sandbox.credentials.integration);
  generated = await generateModules(createClient({ baseUrl: sandbox.url, auth }));
});
afterAll(() => sandbox.close());

describe('a shop with a module of its own', () => {
  test('gets modules for what it has beside Magento, and nothing else', () => {
    expect([...generated.files.keys()].filter((name) => name !== 'attributes.ts')).toEqual([
      'extensions.ts',
      'index.ts',
      'manifest.json',
      'resources/acmeCards.ts',
      'resources/products.ts',
      'types/acme-loyalty.ts',
    ]);
    expect(generated.manifest.operations.map(({ name, is }) => `${name} ${is}`)).toEqual([
      'acmeCards.list new',
      'acmeCards.get new',
      'acmeCards.update new',
      'acmeCards.block new',
      'products.listAcmeLabels new',
    ]);
    expect(generated.warnings.filter(({ place }) => !place.startsWith('attributes › '))).toEqual(
      [],
    );
  });

  test('compiles them strictly with its program, which calls them', async () => {
    const files = new Map([...generated.files].map(([name, text]) => [`magento/${name}`, text]));
    expect(await compile('consumer', files.set('main.ts', consumer), ['**/*.ts'])).toEqual([]);

    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'main.ts'], {
      cwd: `${root}.cache/consumer`,
      env: {
        ...process.env,
        TSX_TSCONFIG_PATH: `${root}.cache/consumer/tsconfig.json`,
        BASE_URL: sandbox.url,
        CREDENTIALS: JSON.stringify(sandbox.credentials.integration),
        SKU: '24-MB01',
      },
    });
    expect(stdout.trim().split('\n')).toEqual([
      'C-0201,C-0202 50',
      '250',
      'points 3',
      '7 X true',
      'label of a/b',
      '24-MB01 undefined',
      'acme_grade string',
    ]);
  }, 60_000);

  test('gets the same text again, and with it the same manifest', async () => {
    const auth = oauth1(sandbox.credentials.integration);
    const again = await generateModules(createClient({ baseUrl: sandbox.url, auth }));
    expect(again.files).toEqual(generated.files);
  });
});
