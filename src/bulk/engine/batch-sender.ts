import type { CallOptions, Client, Operation } from '../../client/types.js';
import { fillMessage } from '../../errors/message.js';
import { failedRows, type RowFailure } from './batch-failures.js';
import type { Transmit } from './deliver.js';
import type { Entry } from './entry.js';
import { halves } from './limits.js';
import type { Settle } from './settle.js';

/** What sending rows to a service that takes a list takes. */
export interface BatchSenderOptions {
  readonly client: Client;
  readonly operation: Operation;
  readonly list: { readonly member: string; readonly rest: object };
  readonly call: CallOptions;
  readonly settle: Settle;
  /** Whether rows may be sent twice. */
  readonly repeatable: boolean;
}

const isFailure = (value: unknown): value is RowFailure =>
  typeof value === 'object' && value !== null && 'message' in value;

const messageOf = ({ message, parameters }: RowFailure) =>
  fillMessage(message, parameters ?? undefined);

/** Sends rows in one request, to a service that answers with the list of those that failed. */
export function batchSender(options: BatchSenderOptions): Transmit {
  const { client, operation, list, call, settle, repeatable } = options;

  async function settleRows(entries: readonly Entry[], failures: readonly RowFailure[]) {
    const { byRow, unplaced } = failedRows(
      entries.map(({ body }) => body),
      failures,
    );
    const isFailed = (entry: Entry) => byRow.has(entries.indexOf(entry));
    const [first] = unplaced;
    const rest = entries.filter((entry) => !isFailed(entry));
    // Whose failure it is shows when fewer rows are sent; those that worked are set once more to the same.
    const splits = first !== undefined && repeatable && rest.length > 1;
    for (const [row, failed] of byRow) {
      const entry = entries[row];
      const message = failed.map(messageOf).join(' ');
      if (entry) await settle(entry, { state: 'failed', message });
    }
    if (splits) return halves(rest);
    for (const entry of rest) {
      if (first === undefined) await settle(entry, { state: 'done', entity: undefined });
      else if (rest.length === 1)
        await settle(entry, { state: 'failed', message: messageOf(first) });
      else {
        const message = `One of ${rest.length} rows failed, and the store does not say which: ${messageOf(first)}`;
        await settle(entry, { state: 'unknown', message });
      }
    }
    return [];
  }

  return async (entries) => {
    const input = { ...list.rest, [list.member]: entries.map(({ body }) => body) };
    const answer = await client.call<unknown>(operation, input, call);
    const failures = Array.isArray(answer) ? answer.filter(isFailure) : [];
    return () => settleRows(entries, failures);
  };
}
