import { type Call, type Handlers, pathId, pathText } from '../call.js';
import { magentoDate } from '../dates.js';
import { failure } from '../errors.js';
import type { Json, JsonObject } from '../json.js';
import { search } from '../search/run.js';
import type { Bulk, Operation } from './state.js';

/** What became of bulks. */
export const bulkHandlers: Handlers = {
  'GET /V1/bulk': (call) =>
    search(call, {
      rows: [...call.world.queue.bulks.values()].flatMap(({ operations }) => operations),
      has: (field) => field in columns,
      column: (operation, field) => columns[field]?.(operation),
      render: (operation) => ({
        extension_attributes: { start_time: magentoDate(operation.bulk.startedAt) },
        ...detail(operation),
      }),
      unknownField: 'hidden',
    }),
  'GET /V1/bulk/{bulkUuid}/status': (call) => {
    const bulk = bulkOf(call);
    return {
      operations_list: bulk.operations.map(({ id, status, message, errorCode }) => ({
        id,
        status,
        result_message: message,
        error_code: errorCode,
      })),
      ...summary(bulk),
    };
  },
  'GET /V1/bulk/{bulkUuid}/detailed-status': (call) => {
    const bulk = bulkOf(call);
    return { operations_list: bulk.operations.map(detail), ...summary(bulk) };
  },
  // Counts rows and does not ask whether there is such a bulk.
  'GET /V1/bulk/{bulkUuid}/operation-status/{status}': (call) =>
    (call.world.queue.bulks.get(pathText(call, 'bulkUuid'))?.operations ?? []).filter(
      ({ status }) => status === pathId(call, 'status'),
    ).length,
};

/** Columns of the table of operations; `id` is ambiguous there, so Magento dies of it. */
const columns: Readonly<Record<string, (operation: Operation) => Json>> = {
  operation_key: ({ id }) => id,
  bulk_uuid: ({ bulk }) => bulk.uuid,
  topic_name: ({ bulk }) => bulk.topic,
  start_time: ({ bulk }) => magentoDate(bulk.startedAt),
  user_id: ({ bulk }) => bulk.userId,
  user_type: ({ bulk }) => bulk.userType,
  status: ({ status }) => status,
  error_code: ({ errorCode }) => errorCode,
  result_message: ({ message }) => message,
};

function bulkOf(call: Call): Bulk {
  const bulkUuid = pathText(call, 'bulkUuid');
  const bulk = call.world.queue.bulks.get(bulkUuid);
  if (bulk === undefined) throw failure(404, 'Bulk uuid %bulkUuid not exist', { bulkUuid });
  return bulk;
}

function summary(bulk: Bulk): JsonObject {
  return {
    user_type: bulk.userType,
    bulk_id: bulk.uuid,
    description: `Topic ${bulk.topic}`,
    start_time: magentoDate(bulk.startedAt),
    user_id: bulk.userId,
    operation_count: bulk.operations.length,
  };
}

function detail(operation: Operation): JsonObject {
  return {
    id: operation.id,
    bulk_uuid: operation.bulk.uuid,
    topic_name: operation.bulk.topic,
    serialized_data: operation.serialized,
    result_serialized_data: operation.result,
    status: operation.status,
    result_message: operation.message,
    error_code: operation.errorCode,
  };
}
