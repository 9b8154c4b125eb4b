import type { MagentoError } from './magento-error.js';

const explanation: unique symbol = Symbol.for('magekit.explanation') as never;

/** Lets an error explain itself when asked, without being longer in every log. */
export function withExplanation<E extends MagentoError>(
  error: E,
  explain: () => string | undefined,
): E {
  return Object.defineProperty(error, explanation, { value: explain });
}

/**
 * Says why a store may have refused a signature: the text that was signed (keys shortened, no secret in
 * it), how the engines of the other versions would sign the same request, and the usual causes in order.
 * @returns undefined for anything but the refusal of a signed request
 */
export function explainSignature(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  return (error as { readonly [explanation]?: () => string | undefined })[explanation]?.();
}
