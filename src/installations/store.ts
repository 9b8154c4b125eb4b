/** The two kinds of record: what is installed, and handshakes on their way. */
export type RecordKind = 'installation' | 'activation';

/** One change of a record, made only if the record is still what the writer has read. */
export interface RecordChange {
  readonly kind: RecordKind;
  readonly id: string;
  /** What the writer has read; undefined when there was nothing. */
  readonly from: string | undefined;
  /** What is to be there; undefined removes the record. */
  readonly to: string | undefined;
  /** When the record may be forgotten, in milliseconds since the epoch. Default: never. */
  readonly expiresAt?: number | undefined;
}

/**
 * Keeps installations, as texts whose secrets are sealed already. Ids and texts are made by the library:
 * ids are up to 512 characters and may hold slashes, colons and any letter; texts are up to 16 KB.
 * A store that fails rejects; nothing is then taken for granted.
 */
export interface InstallationStore {
  /** The text of a record, or undefined when there is none that still counts. */
  get(kind: RecordKind, id: string): Promise<string | undefined>;
  /**
   * Compares and swaps in one step: writes only if the record is still `from`, and says whether it did.
   * This is what keeps two processes from finishing the same handshake, so it must be atomic.
   */
  swap(change: RecordChange): Promise<boolean>;
  /** The texts of all installations, in any order. One that comes or goes meanwhile may be missing. */
  installations(): AsyncIterable<string>;
}
