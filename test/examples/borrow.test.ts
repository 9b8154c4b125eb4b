import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

test('three clients share what a small store bears, and the table shows it', async () => {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'examples/borrow.ts'], {
    cwd: root,
  });
  const rows = Array.from(
    stdout.matchAll(/([\d.]+) s +(\d+) +(\d+) +(\d+) \((\d+)\) +(\d+) \(\d+\) +(\d+) \(\d+\)/g),
    ([, ...numbers]) => numbers.map(Number),
  );
  expect(rows.length).toBeGreaterThan(4);
  // Nobody waits behind the export: when the orders are done it is still at it.
  const [, , , exported = 0] = rows.find(([, , , , , orders]) => orders === 60) ?? [];
  expect(exported).toBeGreaterThan(40);
  expect(exported).toBeLessThan(200);
  expect(rows.at(-1)?.slice(2)).toEqual([0, 300, 0, 60, 120]);
  // The level has come down to what the store bears.
  for (const [, level] of rows.slice(-4)) expect([3, 4, 5]).toContain(level);
  expect(stdout).toMatch(/\d+ refused by the store/);
  expect(stdout).toMatch(/At most [345] of 20 requests at once/);
}, 60_000);
