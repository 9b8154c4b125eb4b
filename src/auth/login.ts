import { errorFromAnswer } from '../errors/from-answer.js';
import { NotFoundError } from '../errors/not-found-error.js';
import { ResponseFormatError } from '../errors/response-format-error.js';
import type { TokenStore } from '../tokens/token-store.js';
import { untilAborted } from '../until-aborted.js';
import type { AuthContext, Authenticator, Caller } from './authenticator.js';
import { bearer } from './bearer.js';
import { readClaims } from './jwt.js';
import { mask } from './mask.js';
import { shareToken } from './shared-token.js';
import { createTokenCache, type IssuedToken, type TokenCache } from './token-cache.js';
import type { TwoFactor } from './two-factor/two-factor.js';
import { wait } from './wait.js';

/** Magento counts a revocation in whole seconds, and a token issued in the same second is as dead. */
const WAIT_AFTER_REFUSAL_MS = 1_000;

/** A user that logs in with a password. */
export interface Login {
  readonly name: string;
  readonly caller: Caller;
  /** REST path of the token service. */
  readonly path: string;
  /** Whether the account belongs to a website, so that the login must name a store view of it. */
  readonly inStore: boolean;
  readonly username: string;
  readonly password: string;
  readonly twoFactor?: TwoFactor | undefined;
  readonly tokenStore?: TokenStore | undefined;
  /** How long tokens live that do not tell, in milliseconds. */
  readonly lifetimeMs: number;
}

function loginUrl(path: string, { inStore }: Login, { root, store }: AuthContext): string {
  return inStore && store ? `${root}/${store}${path}` : root + path;
}

async function post(
  login: Login,
  context: AuthContext,
  path: string,
  body: object,
): Promise<unknown> {
  const url = loginUrl(path, login, context);
  const request = { method: 'POST', path: new URL(url).pathname };
  const headers = { 'content-type': 'application/json' };
  const answer = await context.send({ method: 'POST', url, headers, body: JSON.stringify(body) });
  if (answer.status !== 200) {
    throw errorFromAnswer({
      ...answer,
      request,
      authenticator: login.name,
      caller: 'guest',
      proven: false,
      retryAfterMs: undefined,
      login: true,
    });
  }
  try {
    return JSON.parse(answer.text);
  } catch {
    throw new ResponseFormatError('The store answered the login, but not with JSON.', {
      status: answer.status,
      request,
      hint: 'Check the baseUrl: a web page or another service may stand where the REST API should be.',
    });
  }
}

async function askForToken(login: Login, context: AuthContext): Promise<unknown> {
  const { username, password, twoFactor } = login;
  const postTo = (path: string, body: object) => post(login, context, path, body);
  const plain = () => postTo(login.path, { username, password });
  if (!twoFactor) return plain();
  try {
    return await twoFactor({ username, password, post: postTo, serverNow: context.serverNow });
  } catch (error) {
    // The module for second factors is switched off, so that its routes do not exist.
    if (error instanceof NotFoundError) return plain();
    throw error;
  }
}

async function logIn(login: Login, context: AuthContext): Promise<IssuedToken> {
  const token = await askForToken(login, context);
  // Anything else cannot stand in a header.
  if (typeof token !== 'string' || !/^[!-~]+$/.test(token)) {
    throw new ResponseFormatError('The store answered the login, but not with a token.', {
      status: 200,
      request: { method: 'POST', path: login.path },
    });
  }
  const claims = readClaims(token);
  // By its own length and from now on, so that a wrong clock on either side does no harm.
  return { token, lifetimeMs: claims ? claims.expiresAt - claims.issuedAt : login.lifetimeMs };
}

/**
 * An authenticator that logs in when it must: one login for all calls, renewed before it ends, once
 * more after the store has refused the token, and not again at once after a refused password.
 */
export function loginAuthenticator(login: Login): Authenticator {
  // By the address of the login: a token never goes to another store than the one that issued it.
  const caches = new Map<string, TokenCache>();
  let notBefore = 0;

  function cacheFor(context: AuthContext): TokenCache {
    const url = loginUrl(login.path, login, context);
    const known = caches.get(url);
    if (known) return known;
    const { tokenStore, username } = login;
    const cache = createTokenCache(tokenStore && shareToken(tokenStore, `${url}\n${username}`));
    caches.set(url, cache);
    return cache;
  }

  async function logInInTime(context: AuthContext): Promise<IssuedToken> {
    const ms = notBefore - context.clock.now();
    if (ms > 0) await wait(ms, context.clock);
    return logIn(login, context);
  }

  return {
    name: login.name,
    caller: login.caller,
    proven: true,
    async authenticate(_request, context) {
      const token = cacheFor(context).get(() => logInInTime(context), context.clock);
      return bearer(await untilAborted(token, context.signal));
    },
    refused({ headers }, context) {
      notBefore = context.clock.now() + WAIT_AFTER_REFUSAL_MS;
      cacheFor(context).drop((headers.authorization ?? '').slice('Bearer '.length));
      return true;
    },
    describe: () => ({
      name: login.name,
      caller: login.caller,
      identity: mask(login.username),
      settings: {
        twoFactor: login.twoFactor ? 'yes' : 'no',
        tokenStore: login.tokenStore ? 'shared' : 'own',
      },
    }),
  };
}
