import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

test.each([
  [
    'import',
    [
      /failed MAGEKIT-BULK-42: Invalid product data: Invalid attribute set entity type/,
      /249 done, 1 failed/,
      /249 deleted/,
    ],
  ],
  ['direct', [/item 2 is not-sent: .*sku/, /6 done, 3 not sent/, /24-MB01 +33\n +24-MB02 +33/]],
  ['resume', [/left after 15 results/, /40 done, (?:1[5-9]|2\d) of them known/]],
  [
    'prices',
    [
      /24-MB02 at 45: done/,
      /NO-SUCH-SKU at 5: .*NO-SUCH-SKU/,
      /24-MB01 at -1: .*-1/,
      /24-MB01 +35/,
    ],
  ],
  [
    'send-async',
    [/done: Renamed in the queue/, /a handle of less than 200 letters/, /24-MB01 is done/],
  ],
])(
  'the example of %s works on the sandbox',
  async (name, patterns) => {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([variable]) => !variable.startsWith('MAGENTO_')),
    );
    const file = `examples/bulk/${name}.ts`;
    const { stdout } = await run(process.execPath, ['--import', 'tsx', file], { cwd: root, env });
    for (const pattern of patterns) expect(stdout).toMatch(pattern);
  },
  60_000,
);
