const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What Magento writes into its tokens; all times in milliseconds since the epoch by the store's clock. */
export interface TokenClaims {
  /** The admin's or customer's id. */
  readonly userId: number | undefined;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** The last second that a date can hold. */
const LAST_SECOND = 8.64e12;

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= LAST_SECOND;

/**
 * Reads a token's times; undefined for tokens that keep them to themselves (opaque ones up to Magento
 * 2.4.3, encrypted ones). The signature is the store's business.
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4.1
 */
export function readClaims(token: string): TokenClaims | undefined {
  const parts = token.length > 8_192 ? [] : token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const payload = (parts[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const claims: unknown = JSON.parse(atob(payload));
    if (!isRecord(claims)) return undefined;
    const { iat, exp, uid } = claims;
    if (!isTime(iat) || !isTime(exp) || exp <= iat) return undefined;
    const userId = typeof uid === 'number' ? uid : undefined;
    return { userId, issuedAt: iat * 1000, expiresAt: exp * 1000 };
  } catch {
    return undefined;
  }
}
