import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CALLS } from './support/calls.js';
import { FAULTS } from './support/faults.js';
import { type Outcome, runCase } from './support/run-case.js';

const FILE = new URL('../../docs/reliability.md', import.meta.url);
const START = '<!-- table: npx vitest run test/reliability -u -->\n';
const END = '<!-- end of table -->\n';

const cell = (value: number | undefined) => (value === undefined ? '' : String(value));

function rowOf(name: string, alone: Outcome, shared: Outcome): string {
  const requests = [alone.requests, shared.requests];
  return `| ${[name, alone.gets, ...requests, cell(alone.done)].join(' | ')} |`;
}

/** All cells, by call and fault. */
const outcomes = new Map<string, readonly [alone: Outcome, shared: Outcome]>();
const keyOf = (call: string, fault: string) => `${call}\n${fault}`;

describe.each(CALLS)('$name', (call) => {
  test.each(FAULTS)('meets $name', async (fault) => {
    const alone = await runCase(call, fault, false);
    const shared = await runCase(call, fault, true);
    outcomes.set(keyOf(call.name, fault.name), [alone, shared]);
    // A neighbour changes neither what the caller gets nor what the store does, and loses nothing.
    expect(shared).toMatchObject({ gets: alone.gets, done: alone.done, neighbour: 5 });
    for (const { left } of [alone, shared]) {
      expect(left).toEqual({ timers: 0, inFlight: 0, queued: 0 });
    }
  });
});

test('the table in docs/reliability.md is what happens', () => {
  const tables = CALLS.map(({ name, done }) => {
    const rows = FAULTS.flatMap((fault) => {
      const pair = outcomes.get(keyOf(name, fault.name));
      return pair ? [rowOf(fault.name, ...pair)] : [];
    });
    const head = '| fault | the caller gets | requests | beside others | done by the store |';
    return `## ${name}\n\n${done ? head : head.replace('done by the store', '')}\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  const text = readFileSync(FILE, 'utf8');
  const [intro = '', rest = ''] = text.split(START);
  const made = `${intro}${START}\n${tables.join('\n')}\n${END}${rest.split(END)[1] ?? ''}`;
  if (expect.getState().snapshotState.snapshotUpdateState === 'all') writeFileSync(FILE, made);
  else expect(text).toBe(made);
});
