import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
let out: string;

function run(...args: string[]): Promise<{ code: number; text: string }> {
  const command = [join(root, 'node_modules/tsx/dist/cli.mjs'), 'scripts/generate.ts', ...args];
  return new Promise((resolve) => {
    const child = execFile('node', command, { cwd: root }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, text: stdout + stderr }),
    );
  });
}

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'generate-'));
});
afterAll(() => rm(out, { recursive: true, force: true }));

test('what is committed is what the schema gives', async () => {
  expect(await run('--check')).toEqual({ code: 0, text: '' });
}, 60_000);

test('a check names every file that differs, is missing or is stale', async () => {
  await run('--out', out);
  await appendFile(join(out, 'resources/products.ts'), '// edited\n');
  await rm(join(out, 'types/sales.ts'));
  await writeFile(join(out, 'resources/oldThings.ts'), '');
  const { code, text } = await run('--check', '--out', out);

  expect(code).toBe(1);
  expect(text).toContain('differs: resources/products.ts');
  expect(text).toContain('differs: types/sales.ts');
  expect(text).toContain('stale: resources/oldThings.ts');
  expect(text).not.toContain('orders');
}, 60_000);
