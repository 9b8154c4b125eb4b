import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
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

/**
 * The text of a file, or undefined when it cannot be read or when others could have written it. If others
 * can only read it, that is ended first (mode 0600).
 */
export async function readPrivate(path: string): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { mode } = await file.stat();
    if (hasModes && (mode & 0o077) !== 0) await file.chmod(0o600);
    return othersMayWrite(mode) ? undefined : await file.readFile('utf8');
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

/** Replaces a file as a whole (mode 0600): who reads gets the old text or the new one, also after a crash. */
export async function writePrivate(path: string, text: string): Promise<void> {
  const temporary = unfinished(path);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
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
