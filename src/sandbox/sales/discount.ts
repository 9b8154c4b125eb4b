import { type JsonObject, numberAt } from '../json.js';
import type { Cart } from '../store/rows.js';
import type { World } from '../store/world.js';

/** What a coupon takes off a cart; its conditions are not looked at. */
export interface Discount {
  readonly code: string;
  readonly ruleId: number;
  /** `by_percent`, `by_fixed` for each piece, `cart_fixed`. */
  readonly action: string;
  readonly amount: number;
}

/** The discount of a coupon; undefined where there is none of this code, or its rule is off. */
export function discountOf(world: World, code: string): Discount | undefined {
  const coupon = [...world.coupons.values()].find(
    (one) => String(one.code).toLowerCase() === code.toLowerCase(),
  );
  const rule: JsonObject | undefined = world.cartRules.get(numberAt(coupon ?? {}, 'rule_id') ?? 0);
  if (coupon === undefined || rule === undefined || rule.is_active === false) return undefined;
  return {
    code: String(coupon.code),
    ruleId: Number(rule.rule_id),
    action: String(rule.simple_action ?? 'by_percent'),
    amount: numberAt(rule, 'discount_amount') ?? 0,
  };
}

/** What is taken off, never more than the goods cost. */
export function discountAmount({ discount, items }: Cart, subtotal: number): number {
  if (discount === undefined) return 0;
  const { action, amount } = discount;
  const pieces = items.reduce((sum, { qty }) => sum + qty, 0);
  const wanted =
    action === 'by_percent'
      ? (subtotal * amount) / 100
      : action === 'by_fixed'
        ? amount * pieces
        : amount;
  return Math.min(subtotal, wanted);
}
