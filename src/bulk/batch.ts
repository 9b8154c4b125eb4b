import type { Client } from '../client/types.js';
import { InputError } from '../errors/input-error.js';
import { startJob } from './bulk.js';
import type { BulkJob } from './job.js';
import { type InputOf, operationOf, type WriteFunction } from './operation-of.js';
import type { BulkOptions, JobOptions } from './options.js';
import type { Items } from './plan.js';

/** Members that hold the rows of a service that takes a list. */
const MEMBERS = [
  'prices',
  'sourceItems',
  'sourceItemConfigurations',
  'links',
  'items',
  'skus',
] as const;

type Member = (typeof MEMBERS)[number];

/** The member of an input that holds its rows; `skus` only where there is no other. */
type RowsOf<Input> =
  Extract<Exclude<Member, 'skus'>, keyof Input> extends never
    ? Extract<'skus', keyof Input>
    : Extract<Exclude<Member, 'skus'>, keyof Input>;

/** A row of an input that holds a list of them. */
export type BatchRow<Input> = Input[RowsOf<Input>] extends readonly (infer Row)[] ? Row : never;

/** What an input has besides its rows; the same for all. */
export type BatchRest<Input> = Omit<Input, RowsOf<Input>>;

/** Options of {@link batch}. Members of the input other than its rows go into `input`. */
export type BatchOptions<Input> = JobOptions<BatchRow<Input>> &
  (Record<never, never> extends BatchRest<Input>
    ? { readonly input?: BatchRest<Input> | undefined }
    : { readonly input: BatchRest<Input> });

type Rest<Input> =
  Record<never, never> extends BatchRest<Input>
    ? [options?: BatchOptions<Input>]
    : [options: BatchOptions<Input>];

/** The options, whatever the input is. */
type AnyBatchOptions<Row> = JobOptions<Row> & { readonly input?: object | undefined };

/**
 * Sends rows to a service that takes a list: prices, costs, source items, assignments to sources. In
 * chunks, with a result for each row: `batch(client, productPrices.updateBasePrices, rows)`. The store's
 * lists of failures are matched with the rows by the values of their keys.
 *
 * @throws InputError for a function without a list of rows, and for `replaceTierPrices`, which deletes what
 * another chunk has set
 */
export function batch<Call extends WriteFunction>(
  client: Client,
  call: Call,
  rows: Items<BatchRow<InputOf<Call>>>,
  ...[options]: Rest<InputOf<Call>>
): BulkJob<BatchRow<InputOf<Call>>, undefined> {
  const operation = operationOf(call);
  const member = MEMBERS.find((name) => operation.body?.includes(name));
  if (member === undefined || operation.path.includes('{')) {
    throw new InputError(`${operation.name} takes no list of rows; use bulk(client, …) for it.`);
  }
  if (operation.name === 'productPrices.replaceTierPrices') {
    throw new InputError(
      `${operation.name} deletes the tier prices that are not in the same request. Call it with all rows of some products, or use updateTierPrices.`,
    );
  }
  const { input = {}, ...own }: AnyBatchOptions<BatchRow<InputOf<Call>>> = options ?? {};
  const list = { member, rest: input };
  return startJob({ client, operation, list, options: own as BulkOptions<never> }, rows, own);
}
