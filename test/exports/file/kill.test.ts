import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../../src/sandbox/index.js';
import { temporaryFolder } from '../support/folder.js';
import { buildChild, type ChildOptions, ended, startChild } from './support/child.js';

const KILLS = 20;

let sandbox: RunningSandbox;
let script: string;

beforeAll(async () => {
  script = buildChild();
  sandbox = await startSandbox({ products: 1200 });
});
afterAll(() => sandbox.close());

/** Different in each run, and said when a test fails. */
const seed = Date.now() % 1_000_000;
let state = seed;
function random(): number {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
  return state / 2 ** 31;
}

/** Kills an export after some more requests; whether it was still at work. */
async function killed(options: ChildOptions, requests: number): Promise<boolean> {
  const child = startChild(script, options);
  const end = ended(child);
  const until = sandbox.requests.length + requests;
  while (sandbox.requests.length < until && child.exitCode === null) await pause(1);
  // Somewhere between the answer and the next request: while it is read, written or remembered.
  const moment = performance.now() + random() * 6;
  while (performance.now() < moment) await turn();
  child.kill('SIGKILL');
  return (await end) === 'SIGKILL';
}

describe(`a file export that is killed at random moments (seed ${seed})`, () => {
  it.each([
    ['csv', 1],
    ['ndjson', 4],
  ] as const)(
    'goes on, and ends with the same bytes: %s, %i requests at once',
    async (format, parallel) => {
      const folder = await temporaryFolder();
      const { url, credentials } = sandbox;
      const common = { url, integration: credentials.integration, format, parallel };
      const whole = join(folder, 'whole');
      expect(await ended(startChild(script, { ...common, path: whole }))).toBe(0);

      const path = join(folder, 'killed');
      const before = sandbox.requests.length;
      for (let kill = 0; kill < KILLS; kill += 1) {
        expect(await killed({ ...common, path }, Math.floor(random() * 10))).toBe(true);
        expect(existsSync(path)).toBe(false);
      }
      expect(await ended(startChild(script, { ...common, path }))).toBe(0);
      expect((await readFile(path)).equals(await readFile(whole))).toBe(true);
      // What was on the disk was not fetched again.
      const pages = Math.ceil(1200 / 10);
      expect(sandbox.requests.length - before).toBeLessThan(pages + KILLS * 6 * parallel);
      expect((await readdir(folder)).sort()).toEqual(['killed', 'whole']);
    },
    90_000,
  );
});
