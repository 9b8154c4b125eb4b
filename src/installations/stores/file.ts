import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../clock.js';
import { sweep, writePrivate } from '../../files/private-file.js';
import { privateFolder } from '../../files/private-folder.js';
import { createTurns } from '../../files/take-turns.js';
import type { InstallationStore, RecordKind } from '../store.js';
import { readRecord, writeRecord } from './file/record.js';

/** How a store in files works. */
export interface FileInstallationStoreOptions {
  /** The folder for the records, on a local disk. It is made, for its owner alone (mode 0700), when missing. */
  readonly directory: string;
  /** Where time comes from. Default: the platform's clock. */
  readonly clock?: Clock;
}

const KINDS = ['installation', 'activation'] as const satisfies readonly RecordKind[];
const TIDY_EVERY_MS = 60_000;

const nameOf = (id: string) => createHash('sha256').update(id).digest('hex');

/** Records with the same first digit share a lock, so that locks leave no file behind for each record. */
const lockOf = (name: string) => name.slice(0, 1);

/** The records in a folder; none when it is not there yet. */
async function recordsIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Keeps installations in files, for the processes of one machine: a file for each record (mode 0600),
 * named by a hash of its id and replaced as a whole. Activations that have expired are deleted when others
 * begin. On Windows modes are ignored.
 *
 * Processes take turns to write through locks in the same folder, which fall back when their owner dies.
 * Whoever waits longer than 10 seconds for one is rejected with a `ConfigError`, and so is whoever reads a
 * file that others may write to or that cannot be understood. All else rejects with the error of the file
 * system.
 *
 * @throws ConfigError when the folder cannot be made, or when others may write to it
 */
export function fileInstallationStore(options: FileInstallationStoreOptions): InstallationStore {
  const { clock = systemClock } = options;
  const folder = privateFolder('fileInstallationStore', options.directory);
  const takeTurns = createTurns(join(folder, 'locks'), clock);
  const pathOf = (kind: RecordKind, name: string) => join(folder, kind, name);
  let tidyAt = clock.now();

  async function read(path: string): Promise<string | undefined> {
    const found = await readRecord(path);
    return found && clock.now() < found.expiresAt ? found.text : undefined;
  }

  async function deleteIfExpired(name: string): Promise<void> {
    const path = pathOf('activation', name);
    if ((await read(path)) !== undefined) return;
    // Read once more, as somebody may have begun anew.
    await takeTurns(lockOf(name), async (confirm) => {
      if ((await read(path)) !== undefined) return;
      confirm();
      await rm(path, { force: true });
    });
  }

  /** Best effort: what cannot be read or deleted is left to whoever asks for it. */
  async function tidy(): Promise<void> {
    if (clock.now() < tidyAt) return;
    tidyAt = clock.now() + TIDY_EVERY_MS;
    const names = await recordsIn(join(folder, 'activation')).catch(() => []);
    for (const name of names) await deleteIfExpired(name).catch(() => undefined);
    for (const kind of KINDS) await sweep(join(folder, kind)).catch(() => undefined);
  }

  return {
    get: (kind, id) => read(pathOf(kind, nameOf(id))),
    async swap({ kind, id, from, to, expiresAt = Number.POSITIVE_INFINITY }) {
      const name = nameOf(id);
      const path = pathOf(kind, name);
      const swapped = await takeTurns(lockOf(name), async (confirm) => {
        if ((await read(path)) !== from) return false;
        confirm();
        if (to === undefined) await rm(path, { force: true });
        else {
          await mkdir(join(folder, kind), { recursive: true, mode: 0o700 });
          await writePrivate(path, writeRecord({ text: to, expiresAt }), confirm);
        }
        return true;
      });
      await tidy();
      return swapped;
    },
    async *installations() {
      for (const name of await recordsIn(join(folder, 'installation'))) {
        const text = await read(pathOf('installation', name));
        if (text !== undefined) yield text;
      }
    },
  };
}
