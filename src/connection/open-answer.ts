import type { AuthAnswer } from '../auth/authenticator.js';

/** Reads a text as a JSON object; undefined for everything else. */
export function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an answer to the call that anybody may make is what Magento's REST API answers. */
export function isCurrency({ status, text }: AuthAnswer): boolean {
  return status === 200 && readObject(text)?.base_currency_code !== undefined;
}

/** Whether an answer has the form of Magento's errors. */
export function isMagentoFault({ status, text }: AuthAnswer): boolean {
  return status >= 400 && typeof readObject(text)?.message === 'string';
}

/** Whether the API is there and fit to be asked more. */
export function isReady(answer: AuthAnswer): boolean {
  if (isCurrency(answer)) return true;
  return isMagentoFault(answer) && answer.status < 500 && answer.status !== 429;
}

/** What Magento says to a store code it does not know: the address is then no REST address to it. */
export function isUnknownScope(answer: AuthAnswer): boolean {
  return answer.status === 400 && isMagentoFault(answer);
}

/** Opaque redirects, as browsers hand them out, have status 0. */
export function isRedirect({ status }: AuthAnswer): boolean {
  return status === 0 || (status >= 300 && status < 400);
}
