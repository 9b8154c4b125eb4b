import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Checkpoint } from '../sink.js';
import { mixed, type PartOwner, partOf, readState, removeState, writeState } from './part-state.js';

/** A file on its way. */
export interface PartFile {
  /** Where an earlier run has stopped. */
  readonly checkpoint: Checkpoint | undefined;
  append(text: string): Promise<void>;
  /** Puts everything on the disk, and remembers that it is there. */
  save(checkpoint: Checkpoint): Promise<void>;
  /** Gives the file its name. */
  finish(): Promise<void>;
  /** Leaves it, to be resumed. */
  close(): Promise<void>;
}

/** Makes the new name last. Windows cannot open folders, and needs no such thing. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

async function begin(path: string, owner: PartOwner, head: string): Promise<FileHandle> {
  // First whose it is: a part without that would be taken for somebody else's.
  await rm(partOf(path), { force: true });
  await writeState(path, { ...owner, bytes: 0 });
  const file = await open(partOf(path), 'a');
  await file.writeFile(head);
  return file;
}

async function goOn(path: string, bytes: number): Promise<FileHandle> {
  const file = await open(partOf(path), 'a');
  await file.truncate(bytes);
  return file;
}

/**
 * Opens the part of a file: the one an earlier run has left, cut back to its last checkpoint, or a new one.
 * @param head what a new one starts with
 * @throws ExportFileError when another export's part, or a damaged one, is there
 */
export async function openPart(
  path: string,
  owner: PartOwner,
  head: string,
  restart: boolean,
): Promise<PartFile> {
  const state = restart ? undefined : await readState(path, owner);
  const checkpoint = state?.checkpoint;
  const file = checkpoint ? await goOn(path, state.bytes) : await begin(path, owner, head);
  let bytes = checkpoint ? state.bytes : Buffer.byteLength(head);

  async function sync(): Promise<void> {
    await file.sync();
    // A process that stood still for so long that it has lost its lock may find another one at work.
    if ((await file.stat()).size !== bytes) throw mixed(path);
  }

  return {
    checkpoint,
    async append(text) {
      const data = Buffer.from(text);
      await file.writeFile(data);
      bytes += data.byteLength;
    },
    async save(reached) {
      await sync();
      await writeState(path, { ...owner, bytes, checkpoint: reached });
    },
    async finish() {
      await sync();
      await file.close();
      await rename(partOf(path), path);
      await removeState(path);
      await syncFolder(path);
    },
    close: () => file.close(),
  };
}
