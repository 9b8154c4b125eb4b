import { OutcomeUnknownError } from '../../errors/outcome-unknown-error.js';
import type { Context } from '../context.js';
import { lookAgain } from '../look-again.js';
import { isAnswerLost } from '../lost-answer.js';

/** A document that was made of an order. */
export interface OrderDocument {
  /** Its id, as a number: Magento answers text. */
  readonly id: number;
  /** True when the answer was lost and the document was found by looking. */
  readonly lookedUp: boolean;
}

/** How a kind of document is made and found. */
export interface DocumentKind {
  /** `invoice`, for messages. */
  readonly name: string;
  readonly orderId: number;
  /** Makes it; never sent twice. */
  make(): Promise<number>;
  /** Ids of the documents of this kind the order has. */
  existing(): Promise<readonly number[]>;
}

const SAID = {
  'not yet': 'None has appeared so far, but the store may be working on it yet.',
  nothing: 'Looking for it failed as well.',
} as const;

/**
 * Makes a document of an order once. The documents there are is read before, so that after a lost answer a new
 * one is known by its id; nothing is sent again.
 * @throws OutcomeUnknownError when the answer was lost and no new one has appeared, or several
 */
export async function makeOnce(
  { clock }: Context,
  { name, orderId, make, existing }: DocumentKind,
  signal: AbortSignal | undefined,
): Promise<OrderDocument> {
  const before = new Set(await existing());
  try {
    return { id: await make(), lookedUp: false };
  } catch (cause) {
    if (signal?.aborted || !isAnswerLost(cause)) throw cause;
    const looked = await lookAgain(
      async () => {
        const added = (await existing()).filter((id) => !before.has(id));
        return added.length > 0 ? added : undefined;
      },
      clock,
      signal,
    );
    const lost = `The answer to making the ${name} of order ${orderId} was lost.`;
    if (looked.kind !== 'found') {
      const found = looked.kind === 'nothing' ? 'not yet' : 'nothing';
      const message = `${lost} ${SAID[found]} Look at the order before you make it again.`;
      throw new OutcomeUnknownError(message, { found, orderId, cause });
    }
    const [id, other] = looked.value;
    if (id !== undefined && other === undefined) return { id, lookedUp: true };
    throw new OutcomeUnknownError(
      `${lost} There are ${looked.value.length} new ones, so others are at work on this order: ${looked.value.join(', ')}.`,
      { found: 'done', orderId, candidates: looked.value, cause },
    );
  }
}
