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

/**
 * Takes a lock that processes share through a folder. Each owner creates the file of the next turn
 * exclusively, and the last one stays when it is over. So a lock that has expired is never deleted, and
 * two who find it expired at once cannot both take it: what goes wrong with a single lock file.
 */
export async function lockFolder(
  folder: string,
  ttlMs: number,
  clock: Pick<Clock, 'now'>,
): Promise<(() => Promise<void>) | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const last = await lastTurn(folder);
  const file = (turn: number) => join(folder, String(turn));
  if (last > 0 && clock.now() < (await heldUntil(file(last), ttlMs))) return undefined;

  const mine = last + 1;
  if (!(await createTurn(file(mine), clock.now() + ttlMs))) return undefined;
  if ((await lastTurn(folder)) > mine) {
    // Others have passed by since the first look, and taken away the file that stood here.
    await rm(file(mine), { force: true });
    return undefined;
  }
  if (mine > 2) await rm(file(mine - 2), { force: true });
  return async () => {
    // Opened only if it still exists; it does not when others have had their turn since.
    await writeFile(file(mine), moment(0), { flag: 'r+' }).catch(() => undefined);
  };
}
