import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('support/small-heap.ts', import.meta.url));

test('hostile input of every kind is met with 48 MB of heap, eight times each', async () => {
  const argv = ['--max-old-space-size=48', '--import', 'tsx', program];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  expect(stdout.trim().split('\n')).toHaveLength(14);
}, 60_000);
