import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock.js';

/** How a turn says until when it is held; always as long, so that it can be overwritten in one go. */
const moment = (ms: number) => String(Math.ceil(ms)).padEnd(20);

/** The number of the last turn, 0 when nobody ever had one. */
async function lastTurn(folder: string): Promise<number> {
  return Math.max(0, ...(await readdir(folder)).map(Number).filter(Number.isInteger));
}

/** Until when a turn is held. */
async function heldUntil(path: string, ttlMs: number): Promise<number> {
  try {
    const text = await readFile(path, 'utf8');
    if (/^\d+ *$/.test(text)) return Number(text);
    // It is being written right now, or whoever wanted it died over that.
    return (await stat(path)).mtimeMs + ttlMs;
  } catch {
    // It is gone, so others have had their turn since: come back later.
    return Number.POSITIVE_INFINITY;
  }
}

async function createTurn(path: string, until: number): Promise<boolean> {
  try {
    await writeFile(path, moment(until), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The file of a turn. */
const fileOf = (folder: string, turn: number) => join(folder, String(turn));

/** Says until when a turn is held, if its file still exists; it does not when others have had theirs since. */
export async function holdTurn(folder: string, turn: number, until: number): Promise<void> {
  await writeFile(fileOf(folder, turn), moment(until), { flag: 'r+' }).catch(() => undefined);
}

/** Whether nobody else has had a turn since. */
export async function isLastTurn(folder: string, turn: number): Promise<boolean> {
  return (await lastTurn(folder)) === turn;
}

/**
 * Takes the next turn for `ttlMs`; undefined while somebody else has one. Each owner creates the file of
 * the next turn exclusively, and the last one stays when it is over. So a lock that has expired is never
 * deleted, and two who find it expired at once cannot both take it: what goes wrong with a single lock file.
 */
export async function takeTurn(
  folder: string,
  ttlMs: number,
  clock: Pick<Clock, 'now'>,
): Promise<number | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const last = await lastTurn(folder);
  if (last > 0 && clock.now() < (await heldUntil(fileOf(folder, last), ttlMs))) return undefined;

  const mine = last + 1;
  if (!(await createTurn(fileOf(folder, mine), clock.now() + ttlMs))) return undefined;
  if ((await lastTurn(folder)) > mine) {
    // Others have passed by since the first look, and taken away the file that stood here.
    await rm(fileOf(folder, mine), { force: true });
    return undefined;
  }
  if (mine > 2) await rm(fileOf(folder, mine - 2), { force: true });
  return mine;
}

/** Takes a lock that processes share through a folder, by turns; the function gives it back. */
export async function lockFolder(
  folder: string,
  ttlMs: number,
  clock: Pick<Clock, 'now'>,
): Promise<(() => Promise<void>) | undefined> {
  const mine = await takeTurn(folder, ttlMs, clock);
  return mine === undefined ? undefined : () => holdTurn(folder, mine, 0);
}
