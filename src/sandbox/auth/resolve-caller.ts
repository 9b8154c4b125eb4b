import type { Settings } from '../options.js';
import type { SandboxRequest } from '../request.js';
import { type Caller, guest } from './callers.js';
import { ownerOfToken } from './consumers.js';
import { readJwt } from './jwt.js';
import { verifySignedCall } from './oauth.js';
import { oauthParameters, seenBySignature } from './protocol.js';
import { type AuthState, userKey } from './state.js';

/**
 * Finds out who calls: a good Bearer token first, then a storefront session, then an OAuth signature,
 * else a guest. The cloud service knows its own tokens and nothing else.
 */
export function resolveCaller(
  request: SandboxRequest,
  state: AuthState,
  settings: Settings,
  nowSeconds: number,
): Caller {
  const authorization = request.headers.authorization ?? '';
  const token = bearerToken(authorization);
  if (settings.flavour === 'saas') return imsCaller(token, state, nowSeconds);
  const byToken = bearerCaller(token, state, settings, nowSeconds) ?? sessionCaller(request, state);
  if (byToken !== undefined) return byToken;
  const header = oauthParameters(authorization);
  if (header.size === 0) return guest;
  const seen = seenBySignature(request, settings);
  return verifySignedCall(seen, header, state, settings.oauthEngine, nowSeconds);
}

/** The header in exactly two pieces, or no token at all. */
function bearerToken(authorization: string): string | undefined {
  const [scheme = '', token = '', ...more] = authorization.split(' ');
  return scheme.toLowerCase() !== 'bearer' || token === '' || more.length > 0 ? undefined : token;
}

/** Anything wrong with a token is swallowed: the call goes on as if there were none. */
function bearerCaller(
  token: string | undefined,
  state: AuthState,
  settings: Settings,
  nowSeconds: number,
): Caller | undefined {
  if (token === undefined) return undefined;
  if (settings.integrationAsBearer) {
    // The status of the integration is not looked at here, unlike with a signature.
    const owner = ownerOfToken(state.consumers, token);
    if (owner?.row.type === 'access' && !owner.row.revoked) {
      const { id, catalogOnly } = owner.consumer;
      return { kind: 'integration', id, catalogOnly };
    }
  }
  const claims = readJwt(token, state.tokenKey, nowSeconds);
  if (claims === undefined) return undefined;
  const { uid, utypid, iat } = claims;
  if (iat <= (state.revokedUpTo.get(userKey(utypid, uid)) ?? -1)) return undefined;
  return { kind: utypid === 2 ? 'admin' : 'customer', id: uid };
}

/** A session of the shop's pages counts in a page's own background requests only. */
function sessionCaller(request: SandboxRequest, state: AuthState): Caller | undefined {
  if (request.headers['x-requested-with'] !== 'XMLHttpRequest') return undefined;
  const cookie = /(?:^|;\s*)PHPSESSID=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  const id = cookie === undefined ? undefined : state.sessions.get(cookie);
  return id === undefined ? undefined : { kind: 'customer', id };
}

function imsCaller(token: string | undefined, state: AuthState, nowSeconds: number): Caller {
  const end = token === undefined ? undefined : state.imsTokens.get(token);
  return end !== undefined && nowSeconds < end ? { kind: 'admin', id: 1 } : guest;
}
