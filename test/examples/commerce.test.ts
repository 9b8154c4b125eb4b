import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

it.each([
  [
    'products',
    [
      /created, uploaded, stock through sources/,
      /\{"sku":"MAGEKIT-UPSERT","price":11\}/,
      /warning: "MAGEKIT-UPSERT": name in store view "default" equal/,
      /INPUT: .* needs name and price/,
      /INPUT: .* Nearest: "Blue"/,
      /STEP: .* failed at: stock. Done before: product/,
      /MAGEKIT-UPSERT +1 +Blue +A mug/,
    ],
  ],
  [
    'attributes',
    [
      /24-MB01 +\w+ +2026-05-04T/,
      /activity +\d+,\d+/,
      /gift_message_available +1/,
      /Nearest: "Green"/,
    ],
  ],
  ['media', [/uploaded[\s\S]*kept\n +changed/, /\/p\/o\/poster-[0-9a-f]{16}\.png +Poster +2/]],
  [
    'inventory',
    [/2 stored/, /at no-such-source: Could not save/, /STOCK-1 +40/, /NO-SUCH-SKU: NOT_FOUND/],
  ],
  [
    'orders',
    [
      /order 0000000\d\d/,
      /invoice \d+/,
      /shipment \d+/,
      /credit memo \d+/,
      /is (processing|complete)/,
    ],
  ],
])(
  'the example of %s works on the sandbox',
  async (name, patterns) => {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([variable]) => !variable.startsWith('MAGENTO_')),
    );
    const file = `examples/commerce/${name}.ts`;
    const { stdout } = await run(process.execPath, ['--import', 'tsx', file], { cwd: root, env });
    for (const pattern of patterns) expect(stdout).toMatch(pattern);
  },
  60_000,
);
