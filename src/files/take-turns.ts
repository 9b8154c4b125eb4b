import { join } from 'node:path';
import type { Clock } from '../clock.js';
import { ConfigError } from '../errors/config-error.js';
import { lockFolder } from './file-lock.js';

/** After this long the lock of a process that died falls back. */
const HOLD_MS = 5000;
/** How long an action may take and still be sure to be alone. */
const SAFE_MS = HOLD_MS / 2;
/** Longer than one process may hold a lock, so that a dead one fails nobody. */
const WAIT_MS = 10_000;
const LOOK_AGAIN_MS = 5;

/** Throws when it may no longer be alone. */
type Confirm = () => void;
type Action<T> = (confirm: Confirm) => Promise<T>;

/**
 * Does something while nobody else does anything under the same name, in this process or another one of
 * this machine. The action calls `confirm` right before it changes anything.
 */
export type TakeTurns = <T>(name: string, action: Action<T>) => Promise<T>;

interface Held {
  readonly release: () => Promise<void>;
  /** In milliseconds since the epoch. */
  readonly safeUntil: number;
}

const busy = (folder: string) =>
  new ConfigError(`The lock in "${folder}" was not free for ${WAIT_MS / 1000} seconds.`, {
    hint: 'Try again. If it stays so, check that the folder is on a local disk and writable, and that no process has another clock.',
  });

const slow = (folder: string) =>
  new ConfigError(`Writing under the lock in "${folder}" took too long; nothing was changed.`, {
    hint: 'Try again. If it stays so, the disk is too slow or the process is often suspended.',
  });

/**
 * Lets processes take turns through locks in a folder, with waiting that ends after 10 seconds. A lock
 * whose owner has died falls back after 5.
 */
export function createTurns(folder: string, clock: Clock): TakeTurns {
  // Only the first in line of a process asks for the lock; the others would be in its way.
  const lines = new Map<string, Promise<unknown>>();

  async function lock(path: string, giveUpAt: number): Promise<Held> {
    for (;;) {
      const safeUntil = clock.now() + SAFE_MS;
      const release = await lockFolder(path, HOLD_MS, clock);
      if (release) return { release, safeUntil };
      if (clock.now() >= giveUpAt) throw busy(path);
      await new Promise<void>((done) => clock.after(LOOK_AGAIN_MS, done));
    }
  }

  async function act<T>(path: string, giveUpAt: number, action: Action<T>): Promise<T> {
    const { release, safeUntil } = await lock(path, giveUpAt);
    try {
      return await action(() => {
        if (clock.now() >= safeUntil) throw slow(path);
      });
    } finally {
      await release();
    }
  }

  return (name, action) => {
    const giveUpAt = clock.now() + WAIT_MS;
    const before = lines.get(name) ?? Promise.resolve();
    const mine = before.then(() => act(join(folder, name), giveUpAt, action));
    const end = mine.catch(() => undefined);
    lines.set(name, end);
    void end.then(() => {
      if (lines.get(name) === end) lines.delete(name);
    });
    return mine;
  };
}
