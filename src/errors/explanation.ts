import type { MagentoError } from './magento-error.js';

const explanation: unique symbol = Symbol.for('magekit.explanation') as never;

/** Keeps an explanation with an error for whoever asks, without making it longer in every log. */
export function withExplanation<E extends MagentoError>(error: E, text: string | undefined): E {
  return Object.defineProperty(error, explanation, { value: text });
}

/**
 * Says why a store may have refused a signature: the text that was signed (keys shortened, no secret in
 * it), how the engines of the other versions would sign the same request, and the usual causes in order.
 * @returns undefined for anything but the refusal of a signed request
 */
export function explainSignature(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  return (error as { readonly [explanation]?: string })[explanation];
}
