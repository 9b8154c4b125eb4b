import type { Client, Operation } from '../client/types.js';
import type { BulkOptions } from './options.js';

/** What a job is to do. */
export interface Plan {
  readonly client: Client;
  readonly operation: Operation;
  /** For services that take a list: the member that holds it, and the other members. */
  readonly list?: { readonly member: string; readonly rest: object };
  readonly options: BulkOptions<never>;
}

/** Items as they come: from a list, a generator, or a stream. */
export type Items<Item> = Iterable<Item> | AsyncIterable<Item>;
