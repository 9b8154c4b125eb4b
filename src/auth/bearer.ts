import type { AuthHeaders } from './authenticator.js';

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
export function bearer(token: string): AuthHeaders {
  return { authorization: `Bearer ${token}` };
}
