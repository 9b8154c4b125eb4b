import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

test('the quickstart makes its whole tour on the sandbox', async () => {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('MAGENTO_')),
  );
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'examples/quickstart.ts'], {
    cwd: root,
    env,
  });
  expect(stdout).toContain('A sandbox in this process');
  expect(stdout).toMatch(/integration, OAuth 1\.0a/);
  expect(stdout).toMatch(/MAGEKIT-DEMO +12\.5 +25 +\/m\/u\/mug/);
  expect(stdout).toMatch(/Demo mug +simple +12\.5/);
  expect(stdout).toMatch(/order 31 over 35 USD/);
  expect(stdout).toContain('Hint:');
  expect(stdout).toMatch(/Done[\s\S]*0 left in flight/);
}, 60_000);
