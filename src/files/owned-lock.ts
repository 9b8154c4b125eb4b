import { readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock.js';
import { holdTurn, isLastTurn, takeTurn } from './file-lock.js';

/** After this long without a sign of life the lock of a process on another machine falls back. */
const HOLD_MS = 10_000;
const RENEW_MS = HOLD_MS / 4;
/** Longer than a lock outlives its owner, so that a dead one fails nobody. */
const WAIT_MS = HOLD_MS + 2000;
const LOOK_AGAIN_MS = 100;

/** A lock that is held until it is given back or its process dies. */
export interface OwnedLock {
  /** Whether it is still held; a process that stood still for long may have lost it. */
  isHeld(): Promise<boolean>;
  /** Gives it back, and takes its folder away. */
  release(): Promise<void>;
}

interface Owner {
  readonly turn: number;
  readonly host: string;
  readonly pid: number;
}

const ownerFile = (folder: string) => join(folder, 'owner.json');

async function readOwner(folder: string): Promise<Partial<Owner> | undefined> {
  try {
    return JSON.parse(await readFile(ownerFile(folder), 'utf8')) as Partial<Owner>;
  } catch {
    // There is none, or it died while writing this: its turn ends by itself.
    return undefined;
  }
}

function hasDied({ host, pid }: Partial<Owner>): boolean {
  if (host !== hostname() || pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Ends the turn of an owner that is known to be dead, instead of waiting for it to pass. */
async function endDead(folder: string): Promise<void> {
  const owner = await readOwner(folder);
  if (owner?.turn !== undefined && hasDied(owner)) await holdTurn(folder, owner.turn, 0);
}

async function tryLock(folder: string, clock: Clock): Promise<OwnedLock | undefined> {
  await endDead(folder);
  const turn = await takeTurn(folder, HOLD_MS, clock);
  if (turn === undefined) return undefined;
  const owner: Owner = { turn, host: hostname(), pid: process.pid };
  await writeFile(ownerFile(folder), JSON.stringify(owner), { mode: 0o600 });

  let cancel = () => {};
  let released = false;
  const renew = () => {
    if (released) return;
    cancel = clock.after(RENEW_MS, () => {
      void holdTurn(folder, turn, clock.now() + HOLD_MS).then(renew);
    });
  };
  renew();

  return {
    isHeld: async () => !released && (await isLastTurn(folder, turn).catch(() => false)),
    async release() {
      if (released) return;
      const held = await isLastTurn(folder, turn).catch(() => false);
      released = true;
      cancel();
      if (!held) return;
      // The last turn goes last, still held: whoever has seen it gives up and looks again.
      for (const name of ['owner.json', String(turn - 1), String(turn)]) {
        await rm(join(folder, name), { force: true });
      }
      await rmdir(folder).catch(() => undefined);
    },
  };
}

/** Somebody has just taken the folder away. */
function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/**
 * Takes a lock in a folder for as long as this process wants. That of a process of this machine that has
 * died is free at once, that of another machine after 10 seconds.
 * @returns undefined when it was not free for 12 seconds
 */
export async function lockForLong(folder: string, clock: Clock): Promise<OwnedLock | undefined> {
  const giveUpAt = clock.now() + WAIT_MS;
  for (;;) {
    const lock = await tryLock(folder, clock).catch(unlessGone);
    if (lock || clock.now() >= giveUpAt) return lock;
    await new Promise<void>((done) => clock.after(LOOK_AGAIN_MS, done));
  }
}
