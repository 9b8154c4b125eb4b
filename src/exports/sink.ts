import type { Cursor } from '../search/index.js';

/** How far an export has come. Small JSON. */
export interface Checkpoint {
  /** Where the walk goes on. */
  readonly cursor: Cursor;
  /** Items written so far, those of earlier runs included. */
  readonly items: number;
  /** Items of the whole list when the export began; undefined where the store does not count right. */
  readonly total: number | undefined;
}

/** Which export a sink is opened for. */
export interface ExportRun {
  /** Name of the operation, such as `products.list`. */
  readonly list: string;
  /** The same for the same list of the same store with the same criteria, and for nothing else. A hash. */
  readonly fingerprint: string;
}

/**
 * Where an export goes. Calls come one after the other, each when the one before has resolved; so a slow
 * sink slows the export down. A rejection ends the export.
 *
 * A sink that keeps rows and checkpoint in one transaction, begun by the first `write` and committed by
 * `save`, gets every row exactly once.
 */
export interface Sink<Item> {
  /**
   * Called first. A sink that has kept a checkpoint of this run takes back what it got after that, and
   * answers with it. Default: the export starts at the beginning.
   */
  open?(run: ExportRun): Promise<Checkpoint | undefined>;
  /** Takes items, at most a page. */
  write(items: readonly Item[]): Promise<void>;
  /** Keeps what was written for good, together with the checkpoint. */
  save?(checkpoint: Checkpoint): Promise<void>;
  /** Called last when everything was written. */
  finish(): Promise<void>;
  /** Called last when the export has failed, also when `open` has. What was saved stays. */
  abort(reason: unknown): Promise<void>;
}
