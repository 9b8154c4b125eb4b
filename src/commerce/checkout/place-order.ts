import {
  type PlaceOrderPaymentMethod,
  placeOrder as place,
} from '../../../generated/resources/guestCarts.js';
import type { Client } from '../../client/types.js';
import { OutcomeUnknownError } from '../../errors/outcome-unknown-error.js';
import type { Context } from '../context.js';
import { lookAgain } from '../look-again.js';
import { isAnswerLost } from '../lost-answer.js';
import { findOrder } from './find-order.js';

/** What placing needs. */
export interface PlaceInput {
  readonly cartId: string;
  readonly payment: PlaceOrderPaymentMethod;
  readonly store: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A placed order. */
export interface PlacedOrder {
  readonly orderId: number;
  /** True when the answer was lost and the order was found by its cart. */
  readonly lookedUp: boolean;
}

const SAID = {
  done: 'The order has been placed, but its id cannot be read by this caller.',
  'not yet':
    'The cart is still open, but the store may be working on it yet. Look again with checkout.find before you place it once more.',
  nothing: 'Looking for it failed as well. Look with checkout.find before you place it again.',
} as const;

/** Places an order once. After a lost answer it looks what has become of the cart, and sends nothing again. */
export async function placeOnce(
  { clock }: Context,
  client: Client,
  { cartId, payment, store, signal }: PlaceInput,
): Promise<PlacedOrder> {
  try {
    const options = { store, signal };
    const orderId = await place(client, { cartId, paymentMethod: payment }, options);
    return { orderId, lookedUp: false };
  } catch (cause) {
    if (signal?.aborted || !isAnswerLost(cause)) throw cause;
    const looked = await lookAgain(
      async () => {
        const seen = await findOrder(client, cartId, { store, signal });
        return seen.state === 'ordered' ? seen : undefined;
      },
      clock,
      signal,
    );
    if (looked.kind === 'found' && looked.value.orderId !== undefined) {
      return { orderId: looked.value.orderId, lookedUp: true };
    }
    const found = { found: 'done', nothing: 'not yet', failed: 'nothing' } as const;
    const outcome = found[looked.kind];
    const orderNumber = looked.kind === 'found' ? looked.value.orderNumber : undefined;
    const message = `The answer to placing an order was lost. ${SAID[outcome]}`;
    throw new OutcomeUnknownError(message, { found: outcome, cartId, orderNumber, cause });
  }
}
