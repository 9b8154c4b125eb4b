import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { ExportFileError } from '../../errors/export-file-error.js';
import type { Checkpoint, ExportRun } from '../sink.js';

const VERSION = 1;

/** What lies beside an unfinished file: whose it is, and how far it is known to be whole. */
export interface PartState {
  readonly version: typeof VERSION;
  readonly list: string;
  readonly fingerprint: string;
  readonly format: string;
  /** Bytes that are safely on the disk. */
  readonly bytes: number;
  /** Where those end; missing at the beginning. */
  readonly checkpoint?: Checkpoint;
}

/** Whose an unfinished file is. */
export interface PartOwner extends ExportRun {
  readonly format: string;
}

/** The unfinished file. */
export const partOf = (path: string): string => `${path}.part`;
const stateOf = (path: string) => `${path}.part.json`;

const nextStateOf = (path: string) => `${stateOf(path)}.next`;

/** Replaces the state as a whole: after a crash it is the old one or the new one. */
export async function writeState(path: string, state: Omit<PartState, 'version'>): Promise<void> {
  // The lock is held, so this name is free, or taken by a run that died right here.
  const file = await open(nextStateOf(path), 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify({ version: VERSION, ...state }));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(nextStateOf(path), stateOf(path));
}

export async function removeState(path: string): Promise<void> {
  for (const name of [stateOf(path), nextStateOf(path)]) await rm(name, { force: true });
}

async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const other = (path: string, what: string) =>
  new ExportFileError(`"${partOf(path)}" ${what}.`, {
    reason: 'other',
    path,
    hint: 'Export to another path, finish that export first, or start over with { restart: true }, which deletes it.',
  });

const damaged = (path: string, what: string) =>
  new ExportFileError(`"${partOf(path)}" cannot be resumed: ${what}.`, {
    reason: 'damaged',
    path,
    hint: 'Start over with { restart: true }.',
  });

function parseState(path: string, text: string): PartState {
  try {
    const state = JSON.parse(text) as PartState;
    if (state.version === VERSION && Number.isSafeInteger(state.bytes)) return state;
  } catch {
    // Said below.
  }
  throw damaged(path, `"${stateOf(path)}" is not of this version of the library`);
}

/**
 * Reads what an earlier run has left; undefined where nothing is to be resumed.
 * @throws ExportFileError when it belongs to something else, or is not whole
 */
export async function readState(path: string, owner: PartOwner): Promise<PartState | undefined> {
  const part = await unlessMissing(stat(partOf(path)));
  // Without a part the state is what a run left that died right after it had finished, or before it began.
  if (part === undefined) return undefined;
  const text = await unlessMissing(readFile(stateOf(path), 'utf8'));
  if (text === undefined) throw other(path, 'was not written by an export');
  const state = parseState(path, text);
  if (state.fingerprint !== owner.fingerprint) {
    throw other(
      path,
      `belongs to another export of ${state.list}: of another store or with other criteria`,
    );
  }
  if (state.format !== owner.format) {
    throw other(path, 'belongs to an export with other columns or in another format');
  }
  if (part.size < state.bytes) throw damaged(path, 'it is shorter than it was left');
  return state;
}

/** The error for a file that somebody else has changed while it was written. */
export const mixed = (path: string): ExportFileError =>
  damaged(path, 'somebody else has written to it meanwhile');
