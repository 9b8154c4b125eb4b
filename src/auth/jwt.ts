const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * How long a token lives, in milliseconds from its issue; undefined when the token does not say so
 * (opaque tokens up to Magento 2.4.3, encrypted ones). Relative, so that a wrong local clock does no harm.
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4
 */
export function jwtLifetimeMs(token: string): number | undefined {
  const claims = readClaims(token);
  const { iat, exp } = claims;
  if (typeof iat !== 'number' || typeof exp !== 'number' || exp <= iat) return undefined;
  return (exp - iat) * 1000;
}

/** When a token ends, in milliseconds since the epoch by the store's clock; undefined when it does not say so. */
export function jwtExpiry(token: string): number | undefined {
  const { exp } = readClaims(token);
  return typeof exp === 'number' ? exp * 1000 : undefined;
}

function readClaims(token: string): Record<string, unknown> {
  const [, payload = '', signature] = token.split('.', 3);
  if (signature === undefined) return {};
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return isRecord(claims) ? claims : {};
  } catch {
    return {};
  }
}
