import { connectionAccess } from '../client/connection-access.js';
import type { CallOptions, Client } from '../client/types.js';
import { keyOfInput } from './engine/key-of.js';
import { type Accepted, asyncTwin, checkAccepted } from './engine/queue-api.js';
import type { JobHandle } from './handle.js';
import type { BulkJob, WaitOptions } from './job.js';
import { type InputOf, type OutputOf, operationOf, type WriteFunction } from './operation-of.js';
import type { BulkResult } from './results.js';
import { resumeJob } from './resume.js';

/** An operation in the store's queue. */
export interface AsyncOperation<Output> {
  /** What the store calls it; the functions of `magekit/resources/bulkOperations` take it. */
  readonly uuid: string;
  /**
   * Resolves to what came of it. Asks the store from the first wait on.
   * @throws BulkStalledError when the queue stands still; waiting again goes on
   */
  wait(options?: WaitOptions): Promise<BulkResult<undefined, Output>>;
  /** What `resumeJob` needs to follow it from another process. */
  toJSON(): JobHandle;
}

/** Follows one operation, from the first time somebody waits for it. */
function follow<Output>(client: Client, handle: JobHandle): AsyncOperation<Output>['wait'] {
  type Result = BulkResult<undefined, Output>;
  let job: BulkJob<undefined, Output> | undefined;
  let result: Promise<Result> | undefined;

  async function takeResult(results: BulkJob<undefined, Output>): Promise<Result> {
    const { done, value } = await results[Symbol.asyncIterator]().next();
    if (done) throw new Error('The job ended without a result.');
    return value;
  }

  return async (options) => {
    job ??= resumeJob<Output>(client, handle, { entities: true });
    result ??= takeResult(job);
    result.catch(() => {
      result = undefined;
    });
    const found = result;
    await job.wait(options);
    return found;
  };
}

/**
 * Puts one operation into the store's queue: the asynchronous twin of any function that changes something.
 * Rejects with what a single call rejects with; it is never sent twice.
 * @throws InputError for a function that only reads
 * @see https://developer.adobe.com/commerce/webapi/rest/use-rest/asynchronous-web-endpoints/
 */
export async function sendAsync<Call extends WriteFunction>(
  client: Client,
  call: Call,
  input: InputOf<Call>,
  options?: CallOptions,
): Promise<AsyncOperation<OutputOf<Call>>> {
  const operation = operationOf(call);
  const saas = client[connectionAccess]?.().scopeIn === 'header';
  const twin = asyncTwin(operation, saas);
  const answer = await client.call<Accepted>(twin, input, options);
  const { bulk_uuid: uuid, request_items } = checkAccepted(answer, operation.name);
  const key = keyOfInput(operation, input);
  const items = [key === undefined ? ([0, 0] as const) : ([0, 0, key] as const)];
  const handle: JobHandle = { version: 1, operation: operation.name, bulks: [{ uuid, items }] };
  const [item] = request_items;
  const message = item?.error_message ?? 'The store rejected it.';
  const place = { index: 0, key, item: undefined, bulkUuid: uuid };
  const isRejected = item !== undefined && item.status !== 'accepted';
  return {
    uuid,
    wait: isRejected
      ? async () => ({ ...place, state: 'failed', message })
      : follow(client, handle),
    toJSON: () => handle,
  };
}
