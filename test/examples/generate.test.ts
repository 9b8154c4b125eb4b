import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

test('the example generates a module for the loyalty cards of the sandbox', async () => {
  const out = await mkdtemp(join(tmpdir(), 'example-'));
  onTestFinished(() => rm(out, { recursive: true, force: true }));
  const { MAGENTO_BASE_URL: _, ...env } = process.env;
  const args = ['--import', 'tsx', 'examples/generate.ts', out];
  const { stdout } = await run(process.execPath, args, { cwd: root, env });
  expect(stdout).toContain('1 operations and 1 added members in ');
  const text = await readFile(join(out, 'resources/acmeCards.ts'), 'utf8');
  expect(text).toContain('export function get<');
}, 60_000);
