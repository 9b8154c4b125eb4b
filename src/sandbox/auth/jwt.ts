import { hmacSha256 } from '../crypto.js';

/** What a token says: who (2 administrator, 3 customer) and from when to when, in seconds. */
export interface Claims {
  readonly uid: number;
  readonly utypid: 2 | 3;
  readonly iat: number;
  readonly exp: number;
}

// Member order as recorded: logins within one second give the very same token.
const header = base64url('{"kid":"1","alg":"HS256"}');

/** Makes a token; the same claims and key give the same text. */
export function signJwt(claims: Claims, key: string): string {
  const { uid, utypid, iat, exp } = claims;
  const signed = `${header}.${base64url(JSON.stringify({ uid, utypid, iat, exp }))}`;
  return `${signed}.${hmacSha256(key, signed, 'base64url')}`;
}

/** The claims of a token with a right signature that has not expired; undefined otherwise. */
export function readJwt(token: string, key: string, nowSeconds: number): Claims | undefined {
  const [head, payload, signature, ...more] = token.split('.');
  if (head !== header || payload === undefined || more.length > 0) return undefined;
  if (signature !== hmacSha256(key, `${head}.${payload}`, 'base64url')) return undefined;
  const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as Claims;
  return claims.exp > nowSeconds ? claims : undefined;
}

function base64url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
