import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const child = fileURLToPath(new URL('./abandoned.child.ts', import.meta.url));

it('100,000 waiters that are all aborted leave no memory, timer or listener behind', async () => {
  const { stdout } = await run(process.execPath, ['--expose-gc', '--import', 'tsx', child]);
  const { before, after, ...found } = JSON.parse(stdout);
  expect(found).toEqual({ queued: 100_000, failed: 100_000, listeners: 0, timers: 0 });
  expect(after).toBeLessThanOrEqual(before * 1.05);
}, 60_000);
