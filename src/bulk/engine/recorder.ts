import { InputError } from '../../errors/input-error.js';
import type { Journal, JournalRecord } from '../journal.js';
import type { Entry, Past } from './entry.js';
import type { Outcome } from './settle.js';

/** The journal of a job, as its parts use it. Without a journal nothing is noted. */
export interface Recorder {
  /** False without a journal: then nobody needs to wait for it, which costs more than it seems for each item. */
  readonly active: boolean;
  /** The item's name in the journal, and what an earlier run has noted of it. */
  recall(
    body: unknown,
  ): Promise<{ readonly id: string | undefined; readonly past: Past | undefined }>;
  sent(entries: readonly Entry[]): Promise<void>;
  accepted(bulk: string, entries: readonly Entry[]): Promise<void>;
  settled(entry: Entry, outcome: Outcome): Promise<void>;
}

const nothing = async () => undefined;

/** What a job without a journal has. */
export const noRecorder: Recorder = {
  active: false,
  recall: async () => ({ id: undefined, past: undefined }),
  sent: nothing,
  accepted: nothing,
  settled: nothing,
};

/** 96 bits of SHA-256: no two items of one import have the same by chance. */
async function digest(body: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash.slice(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function note(record: JournalRecord, pasts: Map<string, Past>): void {
  if (record.kind === 'sent') {
    for (const item of record.items) pasts.set(item, { kind: 'sent' });
  } else if (record.kind === 'accepted') {
    for (const [position, item] of record.items.entries()) {
      pasts.set(item, { kind: 'accepted', bulk: record.bulk, position });
    }
  } else if (record.kind === 'failed') {
    pasts.set(record.item, { kind: 'failed', message: record.message });
  } else if (record.kind === 'done') {
    pasts.set(record.item, { kind: 'done' });
  }
}

/** Reads what earlier runs have noted. @throws InputError for the journal of another operation */
async function readPasts(
  journal: Journal,
  operation: string,
): Promise<Map<string, Past> | undefined> {
  const pasts = new Map<string, Past>();
  let begun = false;
  for await (const record of journal.read()) {
    if (record.kind === 'job' && (record.version !== 1 || record.operation !== operation)) {
      throw new InputError(
        `This journal is of ${record.operation} (version ${record.version}), not of ${operation}; use one journal for each import.`,
      );
    }
    begun = true;
    note(record, pasts);
  }
  return begun ? pasts : undefined;
}

/**
 * Opens a journal.
 * @param marksSending whether a second sending would do harm, so that the first one must be noted before
 * @throws InputError when the journal is that of another operation
 */
export async function createRecorder(
  journal: Journal,
  operation: string,
  marksSending: boolean,
): Promise<Recorder> {
  const found = await readPasts(journal, operation);
  if (!found) await journal.append([{ kind: 'job', version: 1, operation }]);
  const pasts = found ?? new Map<string, Past>();
  /** How often an item of the same content was met: two equal comments are two comments. */
  const met = new Map<string, number>();
  const idsOf = (entries: readonly Entry[]) => entries.map(({ id = '' }) => id);
  return {
    active: true,
    async recall(body) {
      const hash = await digest(body);
      const count = met.get(hash) ?? 0;
      met.set(hash, count + 1);
      const id = count === 0 ? hash : `${hash}.${count}`;
      const past = pasts.get(id);
      pasts.delete(id);
      return { id, past };
    },
    async sent(entries) {
      if (marksSending) await journal.append([{ kind: 'sent', items: idsOf(entries) }]);
    },
    accepted: (bulk, entries) =>
      journal.append([{ kind: 'accepted', bulk, items: idsOf(entries) }]),
    async settled({ id }, outcome) {
      if (id === undefined) return;
      if (outcome.state === 'done') await journal.append([{ kind: 'done', item: id }]);
      if (outcome.state === 'failed') {
        await journal.append([{ kind: 'failed', item: id, message: outcome.message }]);
      }
    },
  };
}
