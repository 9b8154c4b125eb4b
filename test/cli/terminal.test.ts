import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/index.js';
import { temporaryFolder } from '../exports/support/folder.js';
import { buildCli } from './support/build-cli.js';
import { startPiped } from './support/pipe.js';
import { sandboxEnv } from './support/sandbox-env.js';
import { CTRL_C, startInTerminal } from './support/terminal.js';

let sandbox: RunningSandbox;
let script: string;
beforeAll(async () => {
  script = buildCli('terminal');
  sandbox = await startSandbox({ products: 600 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const inTerminal = (...argv: string[]) =>
  startInTerminal(process.execPath, [script, ...argv], sandboxEnv(sandbox));
const piped = (...argv: string[]) =>
  startPiped(process.execPath, [script, ...argv], sandboxEnv(sandbox));

/** Makes the store slow enough for a person to press a key in the middle. */
const slowly = () => sandbox.configure({ cost: { baseMs: 120, perRowMs: 0 } });

const PRODUCTS = ['export', 'products', '--fields=sku', '--page-size=20'];
const OFF = '\u001b[K';

describe('in a terminal', { timeout: 60_000 }, () => {
  it('draws one line of progress again and again, and leaves the cursor below it', async () => {
    slowly();
    const out = join(await temporaryFolder(), 'p.ndjson');
    const terminal = inTerminal(...PRODUCTS, '--out', out);
    expect(await terminal.exitCode).toBe(0);
    const text = terminal.text();
    const drawn = text.split('\r').filter((line) => line.endsWith(OFF));
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn[3]).toMatch(
      /^products\.list \[█*░+\] \d+ of \d+ \(\d+ %\), \d+ a second, \d+ s left/,
    );
    expect(text.replaceAll(OFF, '')).toMatch(
      /\(100 %\), \d+ a second\r\n\d+ items in \d+ s: .*\r\n$/,
    );
    for (const line of drawn) expect(line.replace(OFF, '').length).toBeLessThan(100);
  });

  it('keeps what is there on Ctrl-C, exits 130, and goes on with --resume', async () => {
    const folder = await temporaryFolder();
    const whole = piped(...PRODUCTS, '--out', join(folder, 'whole'));
    expect(await whole.ended).toBe(0);
    slowly();

    const out = join(folder, 'stopped');
    const terminal = inTerminal(...PRODUCTS, '--out', out);
    await terminal.until(/60 of/);
    terminal.press(CTRL_C);
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.text()).toMatch(
      /the same command with --resume goes on\.[\s\S]*Stopped by Ctrl-C/,
    );
    expect(existsSync(out)).toBe(false);

    sandbox.configure({ cost: false });
    const before = sandbox.requests.length;
    const resumed = piped(...PRODUCTS, '--out', out, '--resume');
    expect(await resumed.ended).toBe(0);
    expect(resumed.stdout()).toMatch(/[1-9]\d* of them by earlier runs/);
    expect(sandbox.requests.length - before).toBeLessThan(Math.ceil(612 / 20));
    expect(await readFile(out, 'utf8')).toBe(await readFile(join(folder, 'whole'), 'utf8'));
    expect((await readdir(folder)).sort()).toEqual(['stopped', 'whole']);
  });

  it('colours its checklist, unless NO_COLOR is set', async () => {
    const coloured = inTerminal('doctor');
    expect(await coloured.exitCode).toBe(0);
    expect(coloured.text()).toContain('\u001b[32m✓\u001b[39m address');
    const env = { ...sandboxEnv(sandbox), NO_COLOR: '1' };
    const plain = startInTerminal(process.execPath, [script, 'doctor'], env);
    expect(await plain.exitCode).toBe(0);
    expect(plain.text()).toContain('✓ address');
    expect(plain.text()).not.toContain('\u001b[32m');
  });

  it('can be left while it waits for what is to be typed', async () => {
    const terminal = inTerminal('call', 'products.update', '--sku=24-MB01', '--body', '-');
    await terminal.until(/Ctrl-D on a line of its own ends it/);
    terminal.press('{"product":\r');
    terminal.press(CTRL_C);
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.text()).toContain('Stopped by Ctrl-C.');
    expect(sandbox.requests).toEqual([]);
  });

  it('runs a sandbox until Ctrl-C', async () => {
    const terminal = inTerminal('sandbox', '--products', '20');
    await terminal.until(/Ctrl-C stops it/);
    const [, url = ''] = /MAGENTO_BASE_URL=(\S+)/.exec(terminal.text()) ?? [];
    expect((await fetch(`${url}/rest/V1/store/storeViews`)).status).toBe(401);
    terminal.press(CTRL_C);
    expect(await terminal.exitCode).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('without a terminal', { timeout: 60_000 }, () => {
  it('writes plain lines, and the rows alone to standard output', async () => {
    const { ended, stdout, stderr } = piped(...PRODUCTS);
    expect(await ended).toBe(0);
    const rows = stdout().trim().split('\n');
    expect(rows.length).toBeGreaterThan(600);
    for (const row of rows) expect(JSON.parse(row)).toHaveProperty('sku');
    expect(stderr()).toMatch(/^products\.list 20 of \d+ \(\d+ %\).*\n/);
    expect(stdout() + stderr()).not.toContain('\r');
    expect(stdout() + stderr()).not.toContain('\u001b');
  });

  it('ends quietly with 141 when whoever reads it stops, as head does', async () => {
    slowly();
    const { child, ended, stderr } = piped(...PRODUCTS, '--quiet');
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await ended).toBe(141);
    expect(stderr()).toBe('');
    expect(sandbox.requests.length).toBeLessThan(612 / 20);
  });

  it('works in a pipe of a shell', async () => {
    const command = `"${process.execPath}" "${script}" export products --fields sku -q | head -n 2`;
    const shell = startPiped('bash', ['-c', `set -o pipefail; ${command}`], sandboxEnv(sandbox));
    expect([0, 141]).toContain(await shell.ended);
    expect(shell.stdout().trim().split('\n')).toHaveLength(2);
    expect(shell.stderr()).toBe('');
  });

  it('goes on when nobody reads what it says', async () => {
    const out = join(await temporaryFolder(), 'p.ndjson');
    const { child, ended } = piped(...PRODUCTS, '--out', out);
    child.stderr?.destroy();
    expect(await ended).toBe(0);
    expect(existsSync(out)).toBe(true);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('keeps what is there on %s, and exits %i', async (signal, code) => {
    slowly();
    const out = join(await temporaryFolder(), 'p.ndjson');
    const { child, ended, stderr } = piped(...PRODUCTS, '--out', out);
    child.stderr?.once('data', () => child.kill(signal));
    expect(await ended).toBe(code);
    expect(stderr()).toMatch(/--resume goes on/);
    expect(existsSync(`${out}.part.json`)).toBe(true);
  });
});
