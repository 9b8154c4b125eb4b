import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

test('the script for every night runs on the sandbox', async () => {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('MAGENTO_')),
  );
  const file = 'examples/stale-orders.ts';
  const { stdout } = await run(process.execPath, ['--import', 'tsx', file], { cwd: root, env });
  expect(stdout).toMatch(/Pending for more than 7 days \(A sandbox in this process\)/);
  expect(stdout).toMatch(/None\.|\d+ of them\./);
}, 60_000);
