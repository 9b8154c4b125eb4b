import { spawnSync } from 'node:child_process';
import { chmod, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../exports/support/folder.js';
import { buildCli } from './support/build-cli.js';
import { runCli } from './support/run-cli.js';
import { startInTerminal } from './support/terminal.js';

const hasZsh = spawnSync('zsh', ['--version']).status === 0;
/** Left out, aloud, on a machine without zsh; in CI it runs. */
const skipZsh = !hasZsh && !process.env.CI;
if (skipZsh) console.warn('NOT RUN: completion in zsh. For it: apt-get install zsh');

/** What the Tab key is offered behind these words, without what it means. */
async function offered(...words: string[]): Promise<string[]> {
  const { stdout } = await runCli(['__complete', ...words]);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[0] ?? '');
}

describe('the Tab key offers', { timeout: 60_000 }, () => {
  it('commands', async () => {
    expect(await offered('')).toEqual(expect.arrayContaining(['doctor', 'export', 'call']));
    expect(await offered('ex')).toEqual(['export']);
  });

  it('operations, and what they do', async () => {
    expect(await offered('call', 'products.up')).toContain('products.update');
    const { stdout } = await runCli(['__complete', 'call', 'products.get']);
    expect(stdout).toContain('products.get\tReturns one product by its SKU.\n');
    expect((await offered('call', '')).length).toBeGreaterThan(600);
  });

  it('for reading those that read, and resources', async () => {
    const names = await offered('get', 'products');
    expect(names).toEqual(expect.arrayContaining(['products', 'products.get', 'products.list']));
    expect(names).not.toContain('products.delete');
  });

  it('members of the operation, level by level, and options', async () => {
    expect(await offered('call', 'products.get', '--')).toEqual(
      expect.arrayContaining(['--sku=', '--editMode', '--json', '--base-url']),
    );
    const update = ['call', 'products.update', '--sku=x'];
    expect(await offered(...update, '--prod')).toEqual(['--product.']);
    expect(await offered(...update, '--product.pri')).toEqual(['--product.price=']);
    expect(await offered(...update, '--product.extension_attributes.stock_item.q')).toContain(
      '--product.extension_attributes.stock_item.qty=',
    );
  });

  it('lists, and values of options, in the forms that shells have for them', async () => {
    expect(await offered('export', 'prod')).toContain('products');
    expect(await offered('export', 'tok')).toEqual([]);
    expect(await offered('export', 'products', '--format', '')).toEqual(['ndjson', 'csv']);
    expect(await offered('export', 'products', '--format=c')).toEqual(['--format=csv']);
    expect(await offered('export', 'products', '--format', '=')).toEqual(['ndjson', 'csv']);
    expect(await offered('export', 'products', '--format', '=', 'c')).toEqual(['csv']);
    expect(await offered('export', 'products', '--out', '')).toEqual([]);
  });

  it('nothing, and no message, where the line is wrong', async () => {
    expect(await runCli(['__complete', 'nothing', ''])).toMatchObject({ stdout: '', stderr: '' });
    expect(await offered('call', 'no.such', '--x')).toEqual([]);
  });
});

describe('the script for', { timeout: 60_000 }, () => {
  let script: string;
  beforeAll(() => {
    script = buildCli('completion');
  });

  /** A folder that has `magekit` as an installed package has it. */
  async function installed(): Promise<string> {
    const folder = await temporaryFolder();
    await chmod(script, 0o755);
    await symlink(script, join(folder, 'magekit'));
    return folder;
  }

  it('bash completes a line', async () => {
    const folder = await installed();
    const complete = `
      source <(magekit completion bash)
      COMP_WORDS=(magekit call products.update --product.pri); COMP_CWORD=3; _magekit
      printf '%s\\n' "\${COMPREPLY[@]}"
      COMP_WORDS=(magekit export products --format = ''); COMP_CWORD=5; _magekit
      printf '%s\\n' "\${COMPREPLY[@]}"
      complete -p magekit`;
    const PATH = `${folder}:${process.env.PATH}`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', complete], {
      encoding: 'utf8',
      env: { PATH },
    });
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining(['--product.price=', 'ndjson', 'csv']),
    );
    expect(stdout).toContain('-F _magekit magekit');
    expect(stderr).not.toMatch(/syntax|not found|line \d+/);
  });

  it('bash completes under the fingers', async () => {
    const folder = await installed();
    const terminal = startInTerminal('bash', ['--norc', '--noprofile', '-i'], {
      PATH: `${folder}:${process.env.PATH}`,
      PS1: '> ',
    });
    terminal.press("source <(magekit completion bash); echo rea''dy\r");
    await terminal.until(/[\r\n]ready/);
    terminal.press('magekit call inventorySal\t');
    await terminal.until(/magekit call inventorySalability\./);
    terminal.press('getSal\t');
    await terminal.until(/inventorySalability\.getSalableQuantity /);
    terminal.press('--stoc\t7');
    await terminal.until(/--stockId=7/);
  });

  it.skipIf(skipZsh)(
    'zsh completes under the fingers',
    async () => {
      const folder = await installed();
      await writeFile(
        join(folder, '.zshrc'),
        'PS1="> "\nautoload -Uz compinit; compinit -u\nsource <(magekit completion zsh)\necho ready\n',
      );
      const terminal = startInTerminal('zsh', ['-i'], {
        PATH: `${folder}:${process.env.PATH}`,
        HOME: folder,
        ZDOTDIR: folder,
      });
      await terminal.until(/ready/);
      terminal.press('magekit call products.updateWeb\t');
      await terminal.until(/products\.updateWebsiteAssignment/);
      terminal.press('--productW\twebsite_\t7');
      await terminal.until(/--productWebsiteLink\.website_id=7/);
    },
    60_000,
  );

  it('no other shell is there', async () => {
    expect(await runCli(['completion', 'fish'])).toMatchObject({ code: 2 });
  });
});
