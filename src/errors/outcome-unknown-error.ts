import { MagentoError, type MagentoErrorOptions } from './magento-error.js';

/** What looking afterwards has shown. */
export type OutcomeFound =
  /** It is done, but its id cannot be read by this caller, or is not certain. */
  | 'done'
  /** Not done so far. The store may still be working on it. */
  | 'not yet'
  /** Looking failed as well. */
  | 'nothing';

/** What an {@link OutcomeUnknownError} carries besides its message. */
export interface OutcomeUnknownErrorOptions extends MagentoErrorOptions {
  readonly found: OutcomeFound;
  readonly cartId?: string | undefined;
  readonly orderId?: number | undefined;
  readonly orderNumber?: string | undefined;
  readonly candidates?: readonly number[] | undefined;
}

/**
 * The answer to something that must not be done twice was lost, and looking afterwards did not settle it. It
 * has not been sent again. `cause` is the error of the lost answer.
 */
export class OutcomeUnknownError extends MagentoError {
  override readonly name = 'OutcomeUnknownError';
  readonly code = 'OUTCOME_UNKNOWN';
  /** What looking has shown. */
  readonly found: OutcomeFound;
  /** The cart whose order was being placed. */
  readonly cartId: string | undefined;
  /** The order a document was being made of. */
  readonly orderId: number | undefined;
  /** The number of the order as customers see it, when the store has said it. */
  readonly orderNumber: string | undefined;
  /** Ids of what may be the result, when there are several. */
  readonly candidates: readonly number[];

  constructor(message: string, options: OutcomeUnknownErrorOptions) {
    super(message, options);
    this.found = options.found;
    this.cartId = options.cartId;
    this.orderId = options.orderId;
    this.orderNumber = options.orderNumber;
    this.candidates = options.candidates ?? [];
  }

  override toJSON(): Record<string, unknown> {
    const { found, cartId, orderId, orderNumber, candidates } = this;
    return { ...super.toJSON(), found, cartId, orderId, orderNumber, candidates };
  }
}
