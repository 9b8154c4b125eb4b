import type { Settings } from '../options.js';
import type { SandboxRequest } from '../request.js';
import { type Caller, guest } from './callers.js';
import { readJwt } from './jwt.js';
import { oauthParameters, verifySignedCall } from './oauth.js';
import type { AuthState } from './state.js';

/** Finds out who calls: a good Bearer token first, then an OAuth signature, else a guest. */
export function resolveCaller(
  request: SandboxRequest,
  state: AuthState,
  settings: Settings,
  nowSeconds: number,
): Caller {
  const authorization = request.headers.authorization ?? '';
  const byToken = bearerCaller(authorization, state, settings, nowSeconds);
  if (byToken !== undefined) return byToken;
  const header = oauthParameters(authorization);
  if (header.size === 0) return guest;
  return verifySignedCall(request, header, state, settings.oauthEngine, nowSeconds);
}

/** Anything wrong with a token is swallowed: the call goes on as if there were none. */
function bearerCaller(
  authorization: string,
  state: AuthState,
  settings: Settings,
  nowSeconds: number,
): Caller | undefined {
  const [scheme = '', token = '', ...more] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === '' || more.length > 0) return undefined;
  if (settings.integrationAsBearer) {
    const consumer = state.consumers.find((candidate) => candidate.accessToken === token);
    if (consumer !== undefined) {
      return { kind: 'integration', id: consumer.id, catalogOnly: consumer.catalogOnly };
    }
  }
  const claims = readJwt(token, state.tokenKey, nowSeconds);
  if (claims === undefined) return undefined;
  if (claims.utypid === 2) return { kind: 'admin', id: claims.uid };
  const dead = claims.iat <= (state.revokedUpTo.get(claims.uid) ?? -1);
  return dead ? undefined : { kind: 'customer', id: claims.uid };
}
