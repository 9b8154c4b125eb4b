/**
 * A process of its own that imports over a bad connection, with a journal. Argument: the settings as JSON.
 * Says `fresh` for each result that is none of an earlier run, and in the end what came of it all.
 */
import * as orders from '../../../generated/resources/orders.js';
import * as products from '../../../generated/resources/products.js';
import { adminToken } from '../../../src/auth/admin-token.js';
import { fileJournal } from '../../../src/bulk/file.js';
import { type BulkResult, bulk } from '../../../src/bulk/index.js';
import { createClient } from '../../../src/core.js';
import { badConnection, randomFrom } from './faults.js';
import { commentAt, productAt, textAt, upTo } from './items.js';

/** What the process is to do. */
export interface ImportSettings {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly journal: string;
  readonly kind: 'products' | 'comments';
  readonly mode: 'async' | 'direct';
  readonly count: number;
  readonly seed: number;
}

const settings = JSON.parse(process.argv[2] ?? '') as ImportSettings;
const { baseUrl, username, password, count, mode } = settings;
const SLOW_MS = 600;

const client = createClient({
  baseUrl,
  auth: adminToken({ username, password }),
  budget: { target: 30, autoRecover: false },
  retry: { throttled: 4, soft: 3 },
  attemptTimeoutMs: SLOW_MS / 2,
  fetch: badConnection(fetch, randomFrom(settings.seed), SLOW_MS),
});

const journal = fileJournal(settings.journal);

/** Asks without faults, as a program would try until it knows. */
const plain = createClient({ baseUrl, auth: adminToken({ username, password }) });

/** Whether a comment is there. */
async function isThere(text: string): Promise<boolean> {
  const { items } = await orders.listComments(plain, { id: 1 });
  return items.some(({ comment }) => comment === text);
}

const job: AsyncIterable<BulkResult<unknown, unknown>> =
  settings.kind === 'products'
    ? bulk(client, products.create).run(upTo(count, productAt), { mode, journal })
    : bulk(client, orders.addComment).run(upTo(count, commentAt), {
        mode,
        journal,
        settleMs: 2 * SLOW_MS,
        // Comments of one order may come in any order.
        key: ({ statusHistory }) => String(statusHistory.comment),
        verify: ({ statusHistory }) => isThere(String(statusHistory.comment)),
      });

const states: Record<string, number> = {};
const failed: [index: number, message: string][] = [];
for await (const result of job) {
  states[result.state] = (states[result.state] ?? 0) + 1;
  if (result.state !== 'done') failed.push([result.index, result.message]);
  if (!result.recorded) process.stdout.write('fresh\n');
}
process.stdout.write(`${JSON.stringify({ states, failed, last: textAt(count - 1) })}\n`);
