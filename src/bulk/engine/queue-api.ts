import type { CallOptions, Client, Operation } from '../../client/types.js';
import { ResponseFormatError } from '../../errors/response-format-error.js';

/** The right it takes to follow bulks. */
export const FOLLOW_RIGHT = 'Magento_Logging::system_magento_logging_bulk_operations';

/** One item of a bulk as the store reports it. */
export interface QueuedOperation {
  readonly id: number;
  /** 1 complete, 2 failed in passing, 3 failed, 4 open, 5 rejected. */
  readonly status: number;
  readonly result_message?: string | null;
  readonly error_code?: number | null;
  /** JSON of what the store saved; only in the detailed status. */
  readonly result_serialized_data?: string | null;
}

/** A bulk as the store reports it. */
export interface QueuedBulk {
  readonly operations_list?: readonly QueuedOperation[];
  readonly operation_count?: number;
}

/** What the store answers to a bulk or a single asynchronous call. */
export interface Accepted {
  readonly bulk_uuid: string;
  readonly request_items: readonly {
    readonly id: number;
    readonly status: string;
    readonly error_message?: string;
  }[];
}

const statusOf = (kind: 'status' | 'detailed-status', name: string): Operation => ({
  name: `bulkOperations.${name}`,
  method: 'GET',
  path: `/V1/bulk/{bulkUuid}/${kind}`,
});

const STATUS = statusOf('status', 'getStatus');
const DETAILED = statusOf('detailed-status', 'getDetailedStatus');
const LIST: Operation = {
  name: 'bulkOperations.list',
  method: 'GET',
  path: '/V1/bulk',
  criteria: 'searchCriteria',
  result: 'page',
};

/** Reads how far a bulk is. @throws what `client.call` throws */
export function readBulk(
  client: Client,
  uuid: string,
  detailed: boolean,
  signal?: AbortSignal,
): Promise<QueuedBulk> {
  const options: CallOptions = { priority: 'bulk', signal };
  return client.call(detailed ? DETAILED : STATUS, { bulkUuid: uuid }, options);
}

/** Tries whether the caller may follow bulks. @throws what `client.call` throws, when it may not */
export async function tryToFollow(client: Client, signal: AbortSignal): Promise<void> {
  await client.call(LIST, { searchCriteria: { pageSize: 1 } }, { signal });
}

/** @throws ResponseFormatError when an answer does not name its bulk */
export function checkAccepted(answer: Accepted | undefined, name: string): Accepted {
  if (typeof answer?.bulk_uuid === 'string' && Array.isArray(answer.request_items)) return answer;
  throw new ResponseFormatError(`${name}: the store did not say which bulk the items are in.`, {
    status: 202,
  });
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `/async/V1/…`, on Adobe's SaaS `/V1/async/…`. */
function inQueue(path: string, saas: boolean, bulk: boolean): string {
  const [, version = '', rest = ''] = /^\/(V\d+)(\/.*)$/.exec(path) ?? [];
  const segment = bulk ? 'async/bulk' : 'async';
  return saas ? `/${version}/${segment}${rest}` : `/${segment}/${version}${rest}`;
}

/** The operation that puts one input into the store's queue. A second call would queue it twice. */
export function asyncTwin(operation: Operation, saas: boolean): Operation {
  const { result: _, list: __, ...rest } = operation;
  return { ...rest, path: inQueue(operation.path, saas, false), repeat: 'never' };
}

/** The operation that puts many inputs into the store's queue; takes them as `items`. */
export function bulkTwin(operation: Operation, saas: boolean, repeatable: boolean): Operation {
  const { name, method, scope } = operation;
  const path = operation.path.replace(
    /\{([^}]+)\}/g,
    (_, param: string) => `by${upperFirst(param)}`,
  );
  return {
    name,
    method,
    path: inQueue(path, saas, true),
    body: ['items'],
    bareBody: true,
    repeat: repeatable ? 'idempotent' : 'never',
    ...(scope ? { scope } : {}),
  };
}
