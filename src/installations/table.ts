import { isMagentoError } from '../errors/magento-error.js';
import { problem } from './problem.js';
import type { ReadRecord, RecordFormat, RecordParts } from './record.js';
import type { InstallationStore, RecordKind } from './store.js';

/** What stands under an id. */
export interface Found<T> {
  /** The text that a write must still find there; undefined when there is nothing. */
  readonly text: string | undefined;
  /** Undefined when there is nothing, or nothing that makes sense here. */
  readonly value: T | undefined;
}

/** How values of one kind become records. */
export interface TableFormat<T> {
  readonly kind: RecordKind;
  readonly format: RecordFormat;
  readonly toParts: (value: T) => RecordParts;
  readonly fromRecord: (record: ReadRecord) => T | undefined;
  /** When it may be forgotten, in milliseconds since the epoch. Default: never. */
  readonly expiresAt?: (value: T) => number;
}

/** The values of one kind in a store. */
export interface Table<T> {
  /** @throws HandshakeError HANDSHAKE_STORAGE */
  find(id: string): Promise<Found<T>>;
  /**
   * Writes if what was found is still there; undefined removes. False when somebody else has written.
   * @throws HandshakeError HANDSHAKE_STORAGE
   */
  swap(id: string, found: Found<T>, value: T | undefined): Promise<boolean>;
  /**
   * Writes what a function makes of whatever is there, and answers it. Nothing is written if it throws.
   * @throws HandshakeError HANDSHAKE_STORAGE, or what the function throws
   */
  update<C extends T>(id: string, change: (value: T | undefined) => C): Promise<C>;
}

/** Everything a store may throw becomes one kind of error. */
export async function stored<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw isMagentoError(cause) ? cause : problem('HANDSHAKE_STORAGE', { cause });
  }
}

/** So many writers at one record within a moment are none of ours. */
const MOST_TRIES = 20;

/** Reads and writes the values of one kind. */
export function createTable<T>(store: InstallationStore, table: TableFormat<T>): Table<T> {
  const { kind, format, toParts, fromRecord, expiresAt } = table;

  async function find(id: string): Promise<Found<T>> {
    const text = await stored(() => store.get(kind, id));
    if (text === undefined) return { text, value: undefined };
    return { text, value: fromRecord(await format.read(id, text)) };
  }

  async function swap(id: string, found: Found<T>, value: T | undefined): Promise<boolean> {
    const text = value && (await format.write(id, toParts(value)));
    const ends = value && expiresAt?.(value);
    const { text: from } = found;
    return stored(() => store.swap({ kind, id, from, to: text, expiresAt: ends }));
  }

  return {
    find,
    swap,
    async update(id, change) {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const found = await find(id);
        const changed = change(found.value);
        if (await swap(id, found, changed)) return changed;
      }
      throw problem('HANDSHAKE_STORAGE', {
        detail: 'a record changes faster than it can be written',
      });
    },
  };
}
