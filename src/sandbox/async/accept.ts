import type { Caller } from '../auth/callers.js';
import type { Call } from '../call.js';
import { hmacSha256 } from '../crypto.js';
import { inputRules } from '../input/rules.js';
import type { RouteMatch } from '../installed/find-route.js';
import type { JsonObject } from '../json.js';
import { randomUuid } from '../random.js';
import type { SandboxRequest } from '../request.js';
import type { World } from '../store/world.js';
import { encodeJson } from '../wire/encode-json.js';
import { failureFor } from './failures.js';
import { type Item, readBulkItems, readSingleItem } from './read-items.js';
import type { Bulk, Operation } from './state.js';
import { topicOf } from './topics.js';

const userTypes = { integration: 1, admin: 2, customer: 3, guest: 4 } as const;

/** Puts the items of a request into the queue; what Magento answers with 202. */
export function acceptLater(
  request: SandboxRequest,
  match: RouteMatch,
  mode: 'async' | 'bulk',
  context: Omit<Call, 'path' | 'input'>,
): JsonObject {
  const { world, ...rest } = context;
  // Limits are checked for calls that are carried out at once only.
  const rules = { ...inputRules(world), limits: undefined };
  const items =
    mode === 'bulk'
      ? readBulkItems(request, match, rules)
      : readSingleItem(request, match, context.query, rules);
  const bulk = newBulk(world, match, context.caller);
  const operations = items.map((item) => newOperation(world, bulk, match, item, rest));
  const refused = new Set(
    operations.filter((one) => failureFor(world.queue, one, 'queueing') !== undefined),
  );
  bulk.operations = operations.filter((operation) => !refused.has(operation));
  world.queue.bulks.set(bulk.uuid, bulk);
  for (const operation of bulk.operations) world.queue.messages.push(operation);
  return {
    bulk_uuid: bulk.uuid,
    request_items: operations.map((one) =>
      refused.has(one) ? refusal(one) : acceptance(world, one),
    ),
    errors: refused.size > 0,
  };
}

function newBulk(world: World, { route }: RouteMatch, caller: Caller): Bulk {
  return {
    uuid: randomUuid(world.queue.random),
    topic: topicOf(route),
    startedAt: world.now(),
    userType: userTypes[caller.kind],
    userId: caller.kind === 'guest' ? 0 : caller.id,
    operations: [],
  };
}

function newOperation(
  world: World,
  bulk: Bulk,
  { route }: RouteMatch,
  { id, raw, path, input }: Item,
  rest: Omit<Call, 'world' | 'path' | 'input'>,
): Operation {
  const { queue } = world;
  queue.nextSequence += 1;
  return {
    id,
    bulk,
    route,
    item: raw,
    call: { ...rest, path, input, queued: true },
    sequence: queue.nextSequence,
    status: 4,
    message: null,
    errorCode: null,
    serialized: encodeJson({
      entity_id: null,
      entity_link: '',
      meta_information: encodeJson(raw),
      store_id: String(rest.store.id),
    }),
    result: null,
  };
}

/** The store's own key goes into the hash, so nobody can tell it beforehand. */
function acceptance(world: World, { id, serialized }: Operation): JsonObject {
  const data_hash = hmacSha256(world.auth.tokenKey, serialized ?? '', 'hex');
  return { id, data_hash, status: 'accepted' };
}

function refusal({ id }: Operation): JsonObject {
  return {
    id,
    status: 'rejected',
    error_message: `Error processing ${id} element of input data`,
    error_code: 0,
  };
}
