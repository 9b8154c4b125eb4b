import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as orders from '../../../generated/resources/orders.js';
import * as products from '../../../generated/resources/products.js';
import { adminToken } from '../../../src/auth/admin-token.js';
import { createClient } from '../../../src/core.js';
import { type RunningSandbox, startSandbox } from '../../../src/sandbox/index.js';
import type { ImportSettings } from './importer.child.js';
import { isBad, textAt, upTo } from './items.js';

const child = fileURLToPath(new URL('importer.child.ts', import.meta.url));

/** Items of an import. The full size is 20,000. */
const SIZE = Number(process.env.MAGEKIT_IMPORT_SIZE ?? 600);
const KILLS = 3;

interface Ending {
  readonly states: Readonly<Record<string, number>>;
  readonly failed: readonly (readonly [index: number, message: string])[];
}

/** Runs the importer; kills it without warning after so many results. What it said in the end, if it came to that. */
async function runImporter(
  settings: ImportSettings,
  killAfter: number,
): Promise<Ending | undefined> {
  const args = ['--import', 'tsx', child, JSON.stringify(settings)];
  const importer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let ending: Ending | undefined;
  let fresh = 0;
  for await (const line of createInterface({ input: importer.stdout })) {
    if (line !== 'fresh') ending = JSON.parse(line) as Ending;
    else if (++fresh === killAfter) importer.kill('SIGKILL');
  }
  return ending;
}

/** Imports with three kills on the way. */
async function importAll(
  sandbox: RunningSandbox,
  what: Pick<ImportSettings, 'kind' | 'mode' | 'count'>,
): Promise<Ending> {
  const folder = mkdtempSync(join(tmpdir(), 'magekit-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { username, password } = sandbox.credentials.admin;
  const journal = join(folder, 'journal');
  const settings = { baseUrl: sandbox.url, username, password, journal, ...what };
  const part = Math.floor(what.count / (KILLS + 2));
  for (let seed = 1; seed <= KILLS; seed += 1) {
    expect(await runImporter({ ...settings, seed }, part)).toBeUndefined();
  }
  const ending = await runImporter({ ...settings, seed: KILLS + 1 }, Number.POSITIVE_INFINITY);
  if (!ending) throw new Error('The importer ended without a word.');
  return ending;
}

async function openStore() {
  const sandbox = await startSandbox({ products: 10 });
  onTestFinished(() => sandbox.close());
  const auth = adminToken(sandbox.credentials.admin);
  return { sandbox, client: createClient({ baseUrl: sandbox.url, auth }) };
}

describe(`an import of ${SIZE} over a bad connection, killed ${KILLS} times`, () => {
  test.each(['async', 'direct'] as const)(
    '%s: the store has all good products, and each bad one is reported once with its reason',
    async (mode) => {
      const { sandbox, client } = await openStore();
      const { states, failed } = await importAll(sandbox, { kind: 'products', mode, count: SIZE });

      const bad = [...upTo(SIZE, (number) => number)].filter(isBad);
      expect(failed.map(([index]) => index).sort((a, b) => a - b)).toEqual(bad);
      // The answer that says why may have been cut, too.
      for (const [, message] of failed) {
        expect(message).toMatch(/Internal Error|bogus|Invalid attribute set entity type/i);
      }
      expect(states).toEqual({ done: SIZE - bad.length, failed: bad.length });

      const criteria = {
        filterGroups: [
          { filters: [{ field: 'sku', value: 'IMP-%', conditionType: 'like' as const }] },
        ],
        pageSize: SIZE + 1,
      };
      const { items } = await products.list(client, { searchCriteria: criteria });
      const found = new Map(items.map(({ sku, name }) => [sku, name]));
      const wanted = [...upTo(SIZE, (number) => number)].filter((number) => !isBad(number));
      expect(found).toEqual(
        new Map(wanted.map((number) => [`IMP-${number}`, `Product ${number}`])),
      );
    },
    900_000,
  );

  test.each(['async', 'direct'] as const)(
    '%s: no comment is posted twice, and none is missing',
    async (mode) => {
      const { sandbox, client } = await openStore();
      const count = Math.min(1_000, SIZE / 5);
      const { states } = await importAll(sandbox, { kind: 'comments', mode, count });
      const { items } = await orders.listComments(client, { id: 1 });
      const texts = items
        .map(({ comment }) => comment)
        .filter((text) => text?.startsWith('Comment '));
      expect(texts.sort()).toEqual([...upTo(count, textAt)].sort());
      expect(states).toEqual({ done: count });
    },
    900_000,
  );
});
