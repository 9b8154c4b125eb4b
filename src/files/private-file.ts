import { chmod, type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Windows knows no modes; there the folder's access list counts. */
export const hasModes: boolean = process.platform !== 'win32';

/** Whether anybody but the owner may write. */
export const othersMayWrite = (mode: number): boolean => hasModes && (mode & 0o022) !== 0;

const UNFINISHED = '.tmp';
/** No write takes this long. */
const ABANDONED_MS = 60_000;

/** A name in the same folder for a file on its way. */
export const unfinished = (path: string): string => `${path}.${crypto.randomUUID()}${UNFINISHED}`;

/** What a file says, and whether others could have written it. */
export interface PrivateText {
  readonly text: string;
  readonly doubtful: boolean;
}

/**
 * Reads a file, or answers undefined when there is none. If others can only read it, that is ended first
 * (mode 0600). Rejects with the error of the file system.
 */
export async function readText(path: string): Promise<PrivateText | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { mode } = await file.stat();
    const doubtful = othersMayWrite(mode);
    if (hasModes && !doubtful && (mode & 0o077) !== 0) await file.chmod(0o600);
    return { text: await file.readFile('utf8'), doubtful };
  } finally {
    await file.close();
  }
}

/**
 * The text of a file, or undefined when it cannot be read or when others could have written it; that is
 * ended then, too.
 */
export async function readPrivate(path: string): Promise<string | undefined> {
  try {
    const found = await readText(path);
    if (!found?.doubtful) return found?.text;
    await chmod(path, 0o600);
  } catch {
    // It counts as nothing.
  }
  return undefined;
}

/**
 * Replaces a file as a whole (mode 0600): who reads gets the old text or the new one, also after a crash.
 * @param ready called when all but the replacing is done; what it throws leaves the old text
 */
export async function writePrivate(path: string, text: string, ready?: () => void): Promise<void> {
  const temporary = unfinished(path);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    ready?.();
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Deletes what processes have left behind that died while writing. */
export async function sweep(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(UNFINISHED));
  for (const path of names.map((name) => join(folder, name))) {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
}
