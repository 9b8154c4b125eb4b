import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../exports/support/folder.js';
import { buildCli } from './support/build-cli.js';
import { startPiped } from './support/pipe.js';
import { runCli } from './support/run-cli.js';

let script: string;
beforeAll(() => {
  script = buildCli('sandbox');
});

/** A sandbox as a process, with what it prints. */
async function start(...argv: string[]) {
  const piped = startPiped(process.execPath, [script, 'sandbox', ...argv], {});
  onTestFinished(() => {
    piped.child.kill('SIGKILL');
  });
  await new Promise((resolve, reject) => {
    piped.child.stdout?.once('data', resolve);
    piped.ended.then(() => reject(new Error(piped.stderr())));
  });
  return piped;
}

describe('magekit sandbox', { timeout: 60_000 }, () => {
  it('prints a .env file that the other commands work with', async () => {
    const { stdout, child, ended } = await start('--products', '20', '--seed', '5');
    const folder = await temporaryFolder();
    await writeFile(join(folder, '.env'), stdout());
    const doctor = await runCli(['doctor'], { folder });
    expect(doctor.stdout).toMatch(/from \.env[\s\S]*The connection works/);
    const { stdout: rows } = await runCli(['export', 'products', '--fields=sku'], { folder });
    expect(rows.trim().split('\n').length).toBeLessThan(60);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('can be another version, slow, and full', async () => {
    const { stdout } = await start('--version=2.4.8', '--latency=200', '--capacity=1', '--json');
    const { url } = JSON.parse(stdout());
    const asked = performance.now();
    const ask = async () => (await fetch(`${url}/rest/V1/store/storeViews`)).status;
    const statuses = await Promise.all([ask(), ask()]);
    expect(performance.now() - asked).toBeGreaterThan(190);
    expect(statuses.sort()).toEqual([401, 503]);
  });

  it('says when its port is taken', async () => {
    const { stdout } = await start('--json');
    const { port } = new URL(JSON.parse(stdout()).url);
    const { code, stderr } = await runCli(['sandbox', '--port', port]);
    expect(stderr).toMatch(new RegExp(`Port ${port} is taken by another program`));
    expect(code).toBe(2);
  });

  it.each([
    [['--version', '2.3.7'], /--version takes 2\.4\.4, /],
    [['--products', '3'], /--products takes a whole number from 10/],
    [['--port', 'any'], /--port takes a whole number/],
  ])('refuses %j', async (argv, sentence) => {
    const { code, stderr } = await runCli(['sandbox', ...argv]);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
  });
});
