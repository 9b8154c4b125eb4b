import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** As long as another process may take between finding a dead owner and putting itself in its place. */
const SETTLE_MS = 50;

async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function ownerOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

async function create(path: string, owner: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(owner).finally(() => file.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes a lock for as long as this process lives: a file with its number in it, on a local disk. The lock of
 * a process that is gone is taken over.
 * @returns the function that gives it back, or the number of the process that holds it
 */
export async function lockForProcess(path: string): Promise<(() => Promise<void>) | number> {
  const owner = `${process.pid} ${crypto.randomUUID()}`;
  const release = () => rm(path, { force: true });
  if (await create(path, owner)) return release;
  const pid = Number.parseInt((await ownerOf(path)) ?? '', 10);
  if (pid > 0 && (await isAlive(pid))) return pid;
  await rm(path, { force: true });
  if (await create(path, owner)) {
    // Two may have found the same dead owner; the later one has put itself in the place of the other.
    await pause(SETTLE_MS);
    if ((await ownerOf(path)) === owner) return release;
  }
  return Number.parseInt((await ownerOf(path)) ?? '0', 10);
}
