import { createHash } from 'node:crypto';
import { link, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '../clock.js';
import { lockFolder } from '../files/file-lock.js';
import { readPrivate, sweep, unfinished, writePrivate } from '../files/private-file.js';
import { privateFolder } from '../files/private-folder.js';
import { readEntry, writeEntry } from './entry.js';
import type { TokenStore } from './token-store.js';

/** How a store in files works. */
export interface FileTokenStoreOptions {
  /** The folder for the tokens, on a local disk. It is made, for its owner alone (mode 0700), when missing. */
  readonly directory: string;
  /** Where time comes from. Default: the platform's clock. */
  readonly clock?: Pick<Clock, 'now'>;
}

/** Somebody else has removed it already. */
function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/**
 * Keeps tokens in files, for the processes of one machine: a file for each key (mode 0600), named by a
 * hash of it and replaced as a whole, so that it is readable at every moment. Wrap it with
 * `encryptedTokenStore` where backups or others with access to the disk must not see tokens.
 *
 * A file that cannot be read or understood counts as no token and is replaced at the next write; so does
 * one that others may write to. One that others may read is closed to them. On Windows modes are ignored.
 * Locking costs a small folder for each key, which stays. Writes reject with the error of the file system.
 *
 * @throws ConfigError when the folder cannot be made, or when others may write to it
 */
export function fileTokenStore(options: FileTokenStoreOptions): TokenStore {
  const { clock = systemClock } = options;
  const folder = privateFolder('fileTokenStore', options.directory);
  const fileOf = (key: string) => join(folder, createHash('sha256').update(key).digest('hex'));
  const read = async (path: string) => readEntry(await readPrivate(path), clock.now());

  return {
    get: (key) => read(fileOf(key)),
    async set(key, value) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writePrivate(fileOf(key), writeEntry(value));
      await sweep(folder).catch(() => undefined);
    },
    async remove(key, token) {
      const path = fileOf(key);
      if ((await read(path))?.token !== token) return;
      // Taken aside first, as a newer one may come at any moment; that one is put back.
      const aside = unfinished(path);
      await rename(path, aside).catch(unlessMissing);
      const taken = await read(aside);
      if (taken && taken.token !== token) await link(aside, path).catch(() => undefined);
      await rm(aside, { force: true });
    },
    lock: (key, ttlMs) => lockFolder(`${fileOf(key)}.lock`, ttlMs, clock),
  };
}
