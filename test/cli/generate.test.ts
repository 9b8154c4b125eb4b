import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/index.js';
import { loyalty } from '../codegen/store/support/loyalty.js';
import { temporaryFolder } from '../exports/support/folder.js';
import { runCli } from './support/run-cli.js';
import { sandboxEnv } from './support/sandbox-env.js';

let sandbox: RunningSandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.extend(loyalty());
});
afterAll(() => sandbox.close());

const generate = (...argv: string[]) =>
  runCli(['generate', ...argv], { env: sandboxEnv(sandbox), folder });

describe('magekit generate', { timeout: 60_000 }, () => {
  it('writes modules of the store, and says in CI when they are no longer right', async () => {
    folder = await temporaryFolder();
    const written = await generate('--out', 'src/magento');
    expect(written.code).toBe(0);
    expect(written.stderr).toMatch(/5 operations and .* added members/);
    const file = join(folder, 'src/magento/resources/acmeCards.ts');
    expect(await readFile(file, 'utf8')).toContain('/V1/acme');

    expect((await generate('--out', 'src/magento', '--check')).code).toBe(0);
    await appendFile(file, '// edited\n');
    const differs = await generate('--out', 'src/magento', '--check');
    expect(differs).toMatchObject({ code: 1, stdout: '' });
    expect(differs.stderr).toContain('differs: resources/acmeCards.ts');
    const json = await generate('--out', 'src/magento', '--check', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      isUpToDate: false,
      differing: ['resources/acmeCards.ts'],
    });
  });

  it('takes names of your own, and only what is wanted', async () => {
    folder = await temporaryFolder();
    const key = 'GET /V1/acme/cards/{cardId}';
    const names = { operations: { [key]: { resource: 'cards', method: 'read' } } };
    await writeFile(join(folder, 'names.json'), JSON.stringify(names));
    const { code } = await generate('--out=m', '--names=names.json', '--only=cards', '--quiet');
    expect(code).toBe(0);
    expect(await readFile(join(folder, 'm/resources/cards.ts'), 'utf8')).toMatch(/function read\b/);
  });

  it('needs to know where to, and names that are names', async () => {
    folder = await temporaryFolder();
    expect((await generate()).stderr).toMatch(/Where to\?/);
    await writeFile(join(folder, 'names.json'), '5');
    const { code, stderr } = await generate('--out=m', '--names=names.json');
    expect(stderr).toMatch(/--names takes an object/);
    expect(code).toBe(2);
  });
});
