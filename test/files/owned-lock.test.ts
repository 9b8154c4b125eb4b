import { spawnSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/clock.js';
import { lockForLong } from '../../src/files/owned-lock.js';
import { createFastClock } from '../exports/support/fast-clock.js';
import { temporaryFolder } from '../exports/support/folder.js';

let folder: string;

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'lock');
});

/** A lock that somebody else has, or has had until they died. */
async function othersHave(
  owner: { readonly host: string; readonly pid: number },
  clock: Clock,
  turn = 1,
) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, String(turn)), String(clock.now() + 10_000).padEnd(20));
  await writeFile(join(folder, 'owner.json'), JSON.stringify({ turn, ...owner }));
}

const deadProcess = () => spawnSync(process.execPath, ['--version']).pid;

/** A clock that fails whoever waits. Heartbeats are none. */
const impatient: Clock = {
  now: () => Date.now(),
  after(ms) {
    if (ms < 1000) throw new Error('It waits.');
    return () => {};
  },
};

describe('a lock for long', () => {
  it('is free at once when its process of this machine has died', async () => {
    await othersHave({ host: hostname(), pid: deadProcess() }, impatient);
    const lock = await lockForLong(folder, impatient);
    expect(await lock?.isHeld()).toBe(true);
  });

  it('of another machine is free when it has not been heard of for ten seconds', async () => {
    const clock = createFastClock(20);
    await othersHave({ host: 'elsewhere', pid: deadProcess() }, clock);
    const start = clock.now();
    const lock = await lockForLong(folder, clock);
    expect(await lock?.isHeld()).toBe(true);
    expect(clock.now() - start).toBeGreaterThanOrEqual(9_000);
    await lock?.release();
  });

  it('stays with a process that lives, however long', async () => {
    const clock = createFastClock(20);
    const lock = await lockForLong(folder, clock);
    expect(await lockForLong(folder, clock)).toBeUndefined();
    expect(await lockForLong(folder, clock)).toBeUndefined();
    expect(await lock?.isHeld()).toBe(true);
    await lock?.release();
    const next = await lockForLong(folder, clock);
    expect(await next?.isHeld()).toBe(true);
    expect(await lock?.isHeld()).toBe(false);
    await next?.release();
  });

  it('leaves nothing behind', async () => {
    const lock = await lockForLong(folder, impatient);
    await lock?.release();
    expect(await readdir(join(folder, '..'))).toEqual([]);
  });

  it('that was lost is not given back for the one who has it now', async () => {
    const lock = await lockForLong(folder, impatient);
    await othersHave({ host: 'elsewhere', pid: 1 }, impatient, 2);
    expect(await lock?.isHeld()).toBe(false);
    await lock?.release();
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['2', 'owner.json']));
  });

  it('is taken by one of many who find it free', async () => {
    const clock = createFastClock(20);
    const locks = await Promise.all(Array.from({ length: 8 }, () => lockForLong(folder, clock)));
    const held = await Promise.all(locks.map((lock) => lock?.isHeld()));
    expect(held.filter((one) => one === true)).toHaveLength(1);
    for (const lock of locks) await lock?.release();
  });
});
