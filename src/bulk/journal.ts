/** One line of a journal. Items are named by a digest of what is sent, so that their order does not matter. */
export type JournalRecord =
  /** The first record: what this is the journal of. */
  | { readonly kind: 'job'; readonly version: 1; readonly operation: string }
  /** About to be sent; only of operations that a second sending would harm or confuse. */
  | { readonly kind: 'sent'; readonly items: readonly string[] }
  /** In the store's queue, in the order of the bulk. */
  | { readonly kind: 'accepted'; readonly bulk: string; readonly items: readonly string[] }
  | { readonly kind: 'done'; readonly item: string }
  | { readonly kind: 'failed'; readonly item: string; readonly message: string };

/**
 * Where a job notes what it does, so that a later run over the same items goes on where it ended. Serves
 * one job at a time. `fileJournal` of `magekit/bulk/file` is one.
 */
export interface Journal {
  /** All records, oldest first. Called once, before anything is appended. */
  read(): AsyncIterable<JournalRecord>;
  /** Resolves when the records will be there after a crash. */
  append(records: readonly JournalRecord[]): Promise<void>;
  /** Called when the job has ended, however it did. */
  close?(): Promise<void>;
}
