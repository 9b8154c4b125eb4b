import { type Call, type Handlers, pathId } from '../call.js';
import { failure } from '../errors.js';
import { type JsonObject, listAt, numberAt, objectAt, textAt } from '../json.js';
import { randomToken } from '../random.js';
import { search } from '../search/run.js';
import { nextId, nowText, type World } from '../store/world.js';

/** Coupons of cart price rules. */
export const couponHandlers: Handlers = {
  'GET /V1/coupons/search': (call) =>
    search(call, {
      rows: call.world.coupons.values(),
      has: (field) => columns.includes(field),
      column: (coupon, field) => coupon[field],
      render: (coupon) => coupon,
      unknownField: 'hidden',
    }),
  'GET /V1/coupons/{couponId}': ofPath,
  'DELETE /V1/coupons/{couponId}': (call) =>
    call.world.coupons.delete(Number(ofPath(call).coupon_id)),
  'POST /V1/coupons': save,
  'PUT /V1/coupons/{couponId}': save,
  'POST /V1/coupons/generate': generate,
  'POST /V1/coupons/deleteByIds': (call) =>
    remove(call, listAt(call.input, 'ids').map(String), 'coupon_id'),
  'POST /V1/coupons/deleteByCodes': (call) =>
    remove(call, listAt(call.input, 'codes').map(String), 'code'),
};

const columns = [
  'coupon_id',
  'rule_id',
  'code',
  'usage_limit',
  'usage_per_customer',
  'times_used',
  'expiration_date',
  'is_primary',
  'created_at',
  'type',
];

const alphabets: Readonly<Record<string, string>> = {
  alphanum: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  alpha: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  num: '0123456789',
};

function ofPath(call: Call): JsonObject {
  const coupon = call.world.coupons.get(pathId(call, 'couponId'));
  if (coupon === undefined) throw failure(404, 'No such entity.');
  return coupon;
}

function save(call: Call): JsonObject {
  const { world } = call;
  const sent = objectAt(call.input, 'coupon');
  const given = numberAt(sent, 'coupon_id');
  const existing = given === undefined ? undefined : world.coupons.get(given);
  if (given !== undefined && existing === undefined) throw failure(404, 'No such entity.');
  const rule = ruleOf(world, numberAt({ ...existing, ...sent }, 'rule_id'), textAt(sent, 'type'));
  const coupon_id = given ?? nextId(world, 'coupon');
  const code = textAt(sent, 'code') ?? textAt(existing ?? {}, 'code');
  const twin = [...world.coupons.values()].find((other) => other.code === code);
  if (twin !== undefined && twin.coupon_id !== coupon_id) {
    throw failure(400, '%1 already exists.', ['Coupon with the same code']);
  }
  const coupon = {
    coupon_id,
    rule_id: rule.rule_id,
    code,
    // The rule decides, whatever is sent.
    usage_limit: rule.uses_per_coupon,
    usage_per_customer: rule.uses_per_customer,
    times_used: numberAt(sent, 'times_used') ?? existing?.times_used,
    expiration_date: rule.to_date,
    is_primary: (sent.is_primary ?? existing?.is_primary) === true ? true : null,
    type: existing?.type,
  };
  world.coupons.set(coupon_id, {
    ...coupon,
    times_used: coupon.times_used ?? 0,
    type: coupon.type ?? 0,
  });
  return { ...coupon, times_used: coupon.times_used ?? null };
}

/** The rule a coupon belongs to, if it takes one of this type: 0 by hand, 1 generated. */
function ruleOf(world: World, id: number | undefined, type = '0'): JsonObject {
  const refuse = (reason: string): Error =>
    failure(400, 'Error occurred when saving coupon: %1', [reason]);
  const rule = id === undefined ? undefined : world.cartRules.get(id);
  if (rule === undefined) throw refuse(`No such entity with rule_id = ${id ?? ''}`);
  if (rule.coupon_type === 'NO_COUPON') throw refuse('Specified rule does not allow coupons');
  const generated = rule.use_auto_generation === true;
  if (generated && type === '0') throw refuse('Specified rule only allows auto generated coupons');
  if (!generated && type === '1')
    throw refuse('Specified rule does not allow auto generated coupons');
  return rule;
}

function generate({ world, input }: Call): readonly string[] {
  const spec = objectAt(input, 'couponSpec');
  const rule = world.cartRules.get(numberAt(spec, 'rule_id') ?? 0);
  const [quantity, length] = [numberAt(spec, 'quantity') ?? 0, numberAt(spec, 'length') ?? 0];
  const alphabet = alphabets[textAt(spec, 'format') ?? 'alphanum'];
  if (rule === undefined || quantity < 1 || length < 1 || length > 32 || alphabet === undefined) {
    throw failure(400, 'One or more input exceptions have occurred.');
  }
  return Array.from({ length: quantity }, () => {
    const middle = randomToken(world.random, alphabet).slice(0, length);
    const code = `${textAt(spec, 'prefix') ?? ''}${middle}${textAt(spec, 'suffix') ?? ''}`;
    const coupon_id = nextId(world, 'coupon');
    world.coupons.set(coupon_id, {
      coupon_id,
      rule_id: rule.rule_id,
      code,
      usage_limit: rule.uses_per_coupon,
      usage_per_customer: rule.uses_per_customer,
      times_used: 0,
      is_primary: null,
      created_at: nowText(world),
      type: 1,
    });
    return code;
  });
}

function remove({ world }: Call, wanted: readonly string[], by: 'coupon_id' | 'code'): JsonObject {
  const missing_items = wanted.filter((value) => {
    const found = [...world.coupons.values()].find((coupon) => String(coupon[by]) === value);
    return found === undefined || !world.coupons.delete(Number(found.coupon_id));
  });
  return { failed_items: [], missing_items };
}
