import type { JobDesk } from '../job.js';
import type { Reason } from '../results.js';
import type { Entry } from './entry.js';
import type { Recorder } from './recorder.js';

/** What came of an entry. */
export type Outcome =
  | { readonly state: 'done'; readonly entity: unknown }
  | ({ readonly state: 'failed' | 'not-sent' | 'unknown' } & Reason);

/** Ends an entry: notes it, hands its result over, lets the next one with its lock go. Never rejects. */
export type Settle = (entry: Entry, outcome: Outcome) => Promise<void>;

/** What settling an entry takes. */
export interface SettleOptions {
  readonly desk: JobDesk;
  readonly recorder: Recorder;
  readonly release: (entry: Entry) => void;
  /** Ends the job with an error: of the journal, or of the program's own function. */
  readonly halt: (error: unknown) => void;
}

export function createSettle({ desk, recorder, release, halt }: SettleOptions): Settle {
  return async (entry, outcome) => {
    const { index, key, item, past, place } = entry;
    const recorded = past?.kind === 'done' || past?.kind === 'failed';
    try {
      if (recorder.active && !recorded) await recorder.settled(entry, outcome);
    } catch (error) {
      halt(error);
    }
    const bulkUuid = place?.bulk;
    try {
      desk.put(
        {
          index,
          key,
          item,
          ...(bulkUuid === undefined ? {} : { bulkUuid }),
          ...(recorded ? { recorded } : {}),
          ...outcome,
        },
        entry,
      );
    } catch (error) {
      halt(error);
    }
    release(entry);
  };
}
