import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/index.js';
import { temporaryFolder } from '../exports/support/folder.js';
import { runCli, type World } from './support/run-cli.js';
import { sandboxEnv } from './support/sandbox-env.js';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ products: 300 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const cli = (argv: readonly string[], world: World = {}) =>
  runCli(['export', ...argv], { env: sandboxEnv(sandbox), ...world });

/** Fails the store for good from a request on. */
function failFrom(number: number): void {
  sandbox.configure({
    onRequest: (request) => {
      if (request.number >= number) throw new Error('out of order');
    },
  });
}

describe('magekit export', { timeout: 60_000 }, () => {
  it('writes the columns asked for to a file', async () => {
    const folder = await temporaryFolder();
    const fields = ['--fields', 'sku,price,custom_attributes.color'];
    const argv = ['products', '--where', 'price>=10', ...fields, '--out', 'products.csv'];
    const { code, stdout } = await cli(argv, { folder });
    expect(code).toBe(0);
    const [head, first, ...rows] = (await readFile(join(folder, 'products.csv'), 'utf8')).split(
      '\r\n',
    );
    expect(head).toBe('sku,price,custom_attributes.color');
    expect(first).toMatch(/^24-MB01,34,\d+$/);
    expect(rows.length).toBeGreaterThan(200);
    expect(stdout).toMatch(/^\d+ items in .*: .*products\.csv\n$/);
    expect(await readdir(folder)).toEqual(['products.csv']);
    expect(decodeURIComponent(sandbox.requests[0]?.url ?? '')).toContain(
      'fields=items[sku,price,custom_attributes,id]',
    );
  });

  it('writes a JSON value a line to standard output, and nothing else', async () => {
    const { code, stdout, stderr } = await cli([
      'products',
      '--fields',
      'sku',
      '--page-size',
      '50',
    ]);
    const lines = stdout.trim().split('\n');
    expect(lines.length).toBeGreaterThan(300);
    expect(lines.map((line) => Object.keys(JSON.parse(line)))).not.toContain([]);
    expect(stderr).toMatch(/^products\.list 50 of \d+ \(\d+ %\)/);
    expect(code).toBe(0);
  });

  it('walks any list by its name, and its pages by several requests at once', async () => {
    const orders = await cli([
      'orders.list',
      '--where=status=complete || status=pending',
      '--quiet',
    ]);
    expect(orders).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(orders.stdout.split('\n')[0] ?? '')).toHaveProperty('increment_id');
    const parallel = await cli([
      'products',
      '--parallel=3',
      '--page-size=20',
      '--fields=sku',
      '-q',
    ]);
    expect(new Set(parallel.stdout.trim().split('\n')).size).toBeGreaterThan(300);
  });

  it('tells machines how it gets on, and the outcome', async () => {
    const folder = await temporaryFolder();
    const { stdout, stderr } = await cli(['products', '--out=p.ndjson', '--json'], { folder });
    expect(JSON.parse(stdout)).toMatchObject({ resumedAt: 0, file: join(folder, 'p.ndjson') });
    const lines = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1).progress).toMatchObject({ items: lines.at(-1).progress.total });
  });

  it('goes on with --resume where it has stopped', async () => {
    const folder = await temporaryFolder();
    const argv = ['products', '--fields=sku', '--page-size=20', '--out=p.ndjson'];
    await cli(argv, { folder });
    const whole = await readFile(join(folder, 'p.ndjson'), 'utf8');

    const part = argv.with(-1, '--out=part.ndjson');
    sandbox.reset();
    failFrom(6);
    const failed = await cli(part, { folder });
    expect(failed.code).toBeGreaterThan(0);
    expect(existsSync(join(folder, 'part.ndjson'))).toBe(false);

    sandbox.reset();
    const again = await cli(part, { folder });
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/earlier export has left\.[\s\S]*--resume.*--restart/);
    expect(sandbox.requests).toEqual([]);

    const resumed = await cli([...part, '--resume'], { folder });
    expect(resumed.stdout).toMatch(/[1-9]\d* of them by earlier runs/);
    expect(await readFile(join(folder, 'part.ndjson'), 'utf8')).toBe(whole);
  });

  it('starts over with --restart, and needs nothing to resume', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'p.ndjson.part'), 'of somebody else');
    const argv = ['products', '--fields=sku', '--out=p.ndjson'];
    expect((await cli([...argv, '--resume'], { folder })).code).toBe(1);
    expect((await cli([...argv, '--restart'], { folder })).code).toBe(0);
    expect((await cli([...argv, '--resume'], { folder })).code).toBe(0);
  });

  it.each([
    [[], /Which list\?/],
    [['product'], /Did you mean products\?/],
    [['tokens'], /tokens is no list/],
    [['products', 'price>=10'], /Comparisons belong behind --where/],
    [['products', '--format', 'xml'], /--format takes ndjson or csv/],
    [['products', '--format', 'csv'], /CSV needs its columns/],
    [['products', '--out', 'P.CSV'], /CSV needs its columns/],
    [['products', '--bom'], /are for CSV/],
    [['products', '--format=csv', '--fields=sku', '--delimiter=:'], /--delimiter takes/],
    [['products', '--resume'], /Only a file can be resumed/],
    [['products', '--out=x', '--resume', '--restart'], /exclude each other/],
    [['products', '--parallel', '0'], /--parallel takes a whole number from 1/],
  ])('refuses %j before anything is sent', async (argv, sentence) => {
    const { code, stdout, stderr } = await cli(argv);
    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(sandbox.requests).toEqual([]);
  });
});
