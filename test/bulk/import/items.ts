import type { AddCommentInput } from '../../../generated/resources/orders.js';
import type { CreateInput } from '../../../generated/resources/products.js';

/** Every hundredth is one the store refuses: half of them when it reads it, half when it saves it. */
export const isBad = (number: number): boolean => number % 100 === 42;

/** A product to import. */
export function productAt(number: number): CreateInput {
  const flaw = !isBad(number)
    ? {}
    : number % 200 === 42
      ? { bogus: 1 }
      : { attribute_set_id: 9999 };
  return {
    product: {
      sku: `IMP-${number}`,
      name: `Product ${number}`,
      price: 1 + (number % 90),
      attribute_set_id: 4,
      type_id: 'simple',
      ...flaw,
    },
  };
}

/** The text of a comment to import. */
export const textAt = (number: number): string => `Comment ${number}`;

/** A comment to import. */
export const commentAt = (number: number): AddCommentInput => ({
  id: 1,
  statusHistory: {
    comment: textAt(number),
    is_customer_notified: 0,
    is_visible_on_front: 0,
    parent_id: 1,
  },
});

/** So many of something, one after the other. */
export function* upTo<T>(count: number, at: (number: number) => T): Generator<T> {
  for (let number = 0; number < count; number += 1) yield at(number);
}
