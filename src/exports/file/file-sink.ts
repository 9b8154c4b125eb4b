import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Clock, systemClock } from '../../clock.js';
import { ExportFileError } from '../../errors/export-file-error.js';
import { InputError } from '../../errors/input-error.js';
import { lockForLong, type OwnedLock } from '../../files/owned-lock.js';
import type { Format } from '../formats/format.js';
import type { Sink } from '../sink.js';
import { openPart, type PartFile } from './part-file.js';
import { partOf } from './part-state.js';

/** Options of a file to export to. */
export interface FileOptions {
  /** Deletes what an earlier run has left instead of resuming it, whatever it is. Default false. */
  readonly restart?: boolean | undefined;
  /** Where time comes from. Default: the platform's clock. */
  readonly clock?: Clock | undefined;
}

const busy = (path: string) =>
  new ExportFileError(`Somebody else is exporting to "${path}".`, {
    reason: 'busy',
    path,
    hint: 'Wait until that export has ended, or take another path.',
  });

/** Exports to a file that can be resumed. */
export function fileSink<Item>(
  given: string,
  format: Format<Item>,
  { restart = false, clock = systemClock }: FileOptions,
): Sink<Item> {
  if (typeof given !== 'string' || given.trim() === '') {
    throw new InputError('An export to a file needs the path of the file.');
  }
  const path = resolve(given);
  let lock: OwnedLock | undefined;
  let part: PartFile | undefined;

  async function opened(): Promise<PartFile> {
    if (part === undefined) throw new InputError(`The sink of "${path}" is not open.`);
    if (!(await lock?.isHeld())) throw busy(path);
    return part;
  }

  async function release(): Promise<void> {
    part = undefined;
    await lock?.release();
  }

  return {
    async open(run) {
      await mkdir(dirname(path), { recursive: true });
      lock = await lockForLong(`${partOf(path)}.lock`, clock);
      if (lock === undefined) throw busy(path);
      part = await openPart(path, { ...run, format: format.name }, format.head, restart);
      return part.checkpoint;
    },
    write: async (items) => (await opened()).append(format.text(items)),
    save: async (checkpoint) => (await opened()).save(checkpoint),
    async finish() {
      await (await opened()).finish();
      await release();
    },
    async abort() {
      await part?.close().catch(() => undefined);
      await release();
    },
  };
}
