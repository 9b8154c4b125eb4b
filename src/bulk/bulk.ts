import { connectionAccess } from '../client/connection-access.js';
import type { Client } from '../client/types.js';
import { systemClock } from '../clock.js';
import { type BulkJob, createJob } from './job.js';
import { type InputOf, type OutputOf, operationOf, type WriteFunction } from './operation-of.js';
import type { BulkOptions } from './options.js';
import type { Items, Plan } from './plan.js';

/** An operation, ready for many inputs. */
export interface Bulk<Input, Output> {
  /**
   * Starts to send. Items are read as they can be sent, so a stream of any length will do.
   * @param items inputs of the operation, as for a single call
   */
  run(items: Items<Input>, options?: BulkOptions<Input>): BulkJob<Input, Output>;
}

/** Starts the job of a plan. What does the work is loaded then. */
export function startJob<Item, Entity>(
  plan: Plan,
  items: Items<Item>,
  options: BulkOptions<Item>,
): BulkJob<Item, Entity> {
  const { client, operation } = plan;
  return createJob<Item, Entity>({
    operation: operation.name,
    clock: options.clock ?? client[connectionAccess]?.().clock ?? systemClock,
    signal: options.signal,
    onFailure: options.onFailure,
    async work(desk) {
      const { runPlan } = await import('./engine/run.js');
      await runPlan(plan, items, desk);
    },
  });
}

/**
 * Does one operation for many inputs, with a result for each: `bulk(client, products.update).run(items)`.
 * Items go through the store's queue or one by one; what is refused, broken or throttled in between is
 * dealt with, and nothing that may not be sent twice is.
 *
 * @param call a function of `magekit/resources/*` that changes something, or a bound one
 * @throws InputError for a function that only reads
 * @see https://developer.adobe.com/commerce/webapi/rest/use-rest/bulk-endpoints/
 */
export function bulk<Call extends WriteFunction>(
  client: Client,
  call: Call,
): Bulk<InputOf<Call>, OutputOf<Call>> {
  const operation = operationOf(call);
  return {
    run: (items, options = {}) =>
      startJob({ client, operation, options: options as BulkOptions<never> }, items, options),
  };
}
