// Runs the packed package in every runtime it is promised for, against a sandbox in this process: logs in, signs,
// lists, creates, aborts, times out, keeps to its budget. Prints a line for each runtime and check, then a table;
// exits 1 when any fails or a runtime cannot be had.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withConsumer } from './package/consumer-project.mjs';
import { createReport } from './package/report.mjs';
import { findChromium, runChromium } from './runtimes/chromium.mjs';
import { runLines } from './runtimes/run-lines.mjs';
import { runWorkerd } from './runtimes/workerd.mjs';
import { fetchTools } from './tools/fetch.mjs';
import { RUNTIMES } from './tools/versions.mjs';

const PROGRAMS = ['smoke.mjs', 'main.mjs', 'worker.mjs', 'page.mjs'];
const { check, end } = createReport('runtimes');

const versionOf = (name) => RUNTIMES[name].split('@').at(-1);
/** workerd names the day of its release: 2026-11-17 of 1.20261117.1. */
const dayOf = (version) => version.replace(/^1\.(\d{4})(\d\d)(\d\d)\..*/, '$1-$2-$3');
const inFolder = (folder, name, path) => join(folder, 'node_modules', name, path);

/** What is to be run, and what it has to say of itself in its first line. */
function runtimesOf(folder, chromium) {
  const commandLine =
    (program, ...flags) =>
    (project, store) =>
      runLines(program, [...flags, 'main.mjs', JSON.stringify(store)], {
        cwd: project,
        env: { ...process.env, DENO_DIR: join(project, '.deno'), DENO_NO_UPDATE_CHECK: '1' },
      });
  const nodes = Object.keys(RUNTIMES).filter((name) => name.startsWith('node'));
  const deno = inFolder(folder, 'deno', 'deno');
  return [
    ...nodes.map((name) => ({
      says: `runtime node v${versionOf(name)}`,
      run: commandLine(inFolder(folder, name, 'bin/node')),
    })),
    {
      says: `runtime bun ${versionOf('bun')}`,
      run: commandLine(inFolder(folder, 'bun', 'bin/bun')),
    },
    {
      says: `runtime deno ${versionOf('deno')}`,
      run: commandLine(deno, 'run', '--allow-all', '--node-modules-dir=manual'),
    },
    {
      says: `runtime workerd ${dayOf(versionOf('workerd'))}`,
      run: (project, store) =>
        runWorkerd(inFolder(folder, 'workerd', 'bin/workerd'), project, store),
    },
    {
      // Debian's, so not pinned.
      says: 'runtime chromium ',
      run: (project, store) => runChromium(chromium, project, store),
    },
  ];
}

async function tryRuntime({ says, run }, project, store) {
  const started = performance.now();
  let lines = [];
  await check(`${says.replace('runtime ', '').trim()} starts and ends`, async () => {
    lines = await run(project, store);
    const said = lines.find((line) => line.startsWith('runtime ')) ?? '';
    if (!said.startsWith(says) || !lines.includes('end')) {
      throw new Error(`expected "${says}" and the end, got:\n${lines.join('\n')}`);
    }
  });
  const runtime = (lines.find((line) => line.startsWith('runtime ')) ?? says).slice(8);
  const results = lines.filter((line) => /^(ok|FAIL) /.test(line));
  for (const line of results) {
    const [, result, name, reason] = line.match(/^(ok|FAIL) ([^:]+)(?:: (.*))?$/);
    await check(`${runtime}: ${name}`, () => {
      if (result === 'FAIL') throw new Error(reason);
    });
  }
  const passed = results.filter((line) => line.startsWith('ok')).length;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return [runtime.padEnd(24), `${passed} of ${results.length}`.padEnd(10), `${seconds} s`];
}

await withConsumer(async (project) => {
  const folder = await check('runtimes can be had', () => fetchTools('runtimes', RUNTIMES));
  const chromium = await check('Chromium is there', findChromium);
  if (!folder || !chromium) return;
  for (const file of PROGRAMS) copyFileSync(join('scripts/runtimes', file), join(project, file));
  const installed = join(project, 'node_modules/magekit/dist/sandbox.js');
  const { startSandbox } = await import(pathToFileURL(installed).href);
  // Slow enough that requests overlap and a page of 200 can be left.
  const sandbox = await startSandbox({ cost: { baseMs: 20, perRowMs: 15 } });
  const store = { baseUrl: sandbox.url, credentials: sandbox.credentials };
  const rows = [];
  for (const runtime of runtimesOf(folder, chromium)) {
    rows.push(await tryRuntime(runtime, project, store));
    sandbox.reset();
  }
  await sandbox.close();
  console.log(`\n${rows.map((row) => row.join('  ')).join('\n')}\n`);
});
end();
