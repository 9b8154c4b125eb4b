import { type Call, type Handlers, pathId } from '../call.js';
import { failure } from '../errors.js';
import { type JsonObject, numberAt, objectAt } from '../json.js';
import { search } from '../search/run.js';
import { nextId, type World } from '../store/world.js';

/** Cart price rules. */
export const cartRuleHandlers: Handlers = {
  'GET /V1/salesRules/search': (call) =>
    search(call, {
      rows: call.world.cartRules.values(),
      has: (field) => columns.includes(field),
      column: (rule, field) => rule[field],
      render: (rule) => rule,
      unknownField: 'hidden',
    }),
  'GET /V1/salesRules/{ruleId}': ofPath,
  'DELETE /V1/salesRules/{ruleId}': (call) => {
    const id = Number(ofPath(call).rule_id);
    call.world.cartRules.delete(id);
    for (const [couponId, coupon] of call.world.coupons) {
      if (coupon.rule_id === id) call.world.coupons.delete(couponId);
    }
    return true;
  },
  'POST /V1/salesRules': save,
  'PUT /V1/salesRules/{ruleId}': save,
};

const columns = [
  'rule_id',
  'name',
  'description',
  'from_date',
  'to_date',
  'is_active',
  'sort_order',
  'simple_action',
  'discount_amount',
  'coupon_type',
  'use_auto_generation',
  'uses_per_coupon',
  'uses_per_customer',
  'times_used',
];

function combine(type: string): JsonObject {
  return {
    condition_type: `Magento\\SalesRule\\Model\\Rule\\Condition\\${type}`,
    aggregator_type: 'all',
    operator: null,
    value: true,
  };
}

const defaults: JsonObject = {
  store_labels: [],
  website_ids: [],
  customer_group_ids: [],
  uses_per_customer: 0,
  is_active: false,
  condition: combine('Combine'),
  action_condition: combine('Product\\Combine'),
  stop_rules_processing: true,
  is_advanced: true,
  sort_order: 0,
  discount_amount: 0,
  discount_step: 0,
  apply_to_shipping: false,
  times_used: 0,
  is_rss: false,
  coupon_type: 'NO_COUPON',
  use_auto_generation: false,
  uses_per_coupon: 0,
};

/** A rule of this id, or Magento's 404, which does not say what is missing. */
export function cartRuleById(world: World, id: number): JsonObject {
  const rule = world.cartRules.get(id);
  if (rule === undefined) throw failure(404, 'No such entity.');
  return rule;
}

function ofPath(call: Call): JsonObject {
  return cartRuleById(call.world, pathId(call, 'ruleId'));
}

function save({ world, input }: Call): JsonObject {
  const sent = objectAt(input, 'rule');
  const given = numberAt(sent, 'rule_id');
  const existing = given === undefined ? undefined : cartRuleById(world, given);
  if (isEmptyList(sent.website_ids)) throw failure(400, 'Please specify a website.; ');
  if (isEmptyList(sent.customer_group_ids)) {
    throw failure(400, 'Please specify Customer Groups.; ');
  }
  const rule_id = given ?? nextId(world, 'cartRule');
  const rule = { rule_id, ...defaults, ...existing, ...sent };
  world.cartRules.set(rule_id, rule);
  return rule;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
