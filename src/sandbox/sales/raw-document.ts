import { failure } from '../errors.js';
import { type JsonObject, numberAt, objectsAt } from '../json.js';
import type { Document } from '../store/rows.js';
import { nextId, nowText, type World } from '../store/world.js';

/** A document as it is sent, with ids and times; `tables` are whose ids it and its lines are counted by. */
export function rawDocument(
  world: World,
  sent: JsonObject,
  [table, itemTable]: readonly [string, string],
  state?: number,
): Document {
  if (!world.orders.has(numberAt(sent, 'order_id') ?? 0)) {
    throw failure(400, `The ${table === 'creditmemo' ? 'credit memo' : table} couldn't be saved.`);
  }
  const id = nextId(world, table);
  return {
    ...sent,
    ...(state !== undefined && { state: sent.state ?? state }),
    created_at: nowText(world),
    entity_id: id,
    increment_id: String(id).padStart(9, '0'),
    updated_at: nowText(world),
    items: objectsAt(sent, 'items').map((item) => ({
      order_item_id: null,
      qty: null,
      ...item,
      entity_id: nextId(world, itemTable),
      parent_id: id,
    })),
    comments: objectsAt(sent, 'comments'),
  };
}
