import { errorFromAnswer } from '../errors/from-answer.js';
import type { RequestLine } from '../errors/magento-error.js';
import { ResponseFormatError } from '../errors/response-format-error.js';
import type { AuthContext, Authenticator, Caller } from './authenticator.js';
import { bearer } from './bearer.js';
import { createTokenCache, type TokenCache } from './token-cache.js';

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
}

function readToken(text: string, status: number, request: RequestLine): string {
  try {
    const token: unknown = JSON.parse(text);
    if (typeof token === 'string' && token !== '') return token;
  } catch {
    // Falls through to the one error for everything that is no token.
  }
  throw new ResponseFormatError('The store answered the login, but not with a token.', {
    status,
    request,
    hint: 'Check the baseUrl: a web page or another service may stand where the REST API should be.',
  });
}

function loginUrl({ path, inStore }: Login, { root, store }: AuthContext): string {
  return inStore && store ? `${root}/${store}${path}` : root + path;
}

async function logIn(login: Login, context: AuthContext): Promise<string> {
  const url = loginUrl(login, context);
  const request = { method: 'POST', path: new URL(url).pathname };
  const answer = await context.send({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: login.username, password: login.password }),
  });
  if (answer.status === 200) return readToken(answer.text, answer.status, request);
  throw errorFromAnswer({
    ...answer,
    request,
    authenticator: login.name,
    caller: 'guest',
    proven: false,
    retryAfterMs: undefined,
  });
}

/** Rejects when the signal fires, without ending what others wait for as well. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/**
 * An authenticator that logs in when it must: one login for all calls, renewed before it ends, once
 * more after the store has refused the token, and not again at once after a refused password.
 */
export function loginAuthenticator(login: Login): Authenticator {
  // By the address of the login: a token never goes to another store than the one that issued it.
  const caches = new Map<string, TokenCache>();

  function cacheFor(context: AuthContext): TokenCache {
    const url = loginUrl(login, context);
    const known = caches.get(url);
    if (known) return known;
    const cache = createTokenCache();
    caches.set(url, cache);
    return cache;
  }

  return {
    name: login.name,
    caller: login.caller,
    proven: true,
    async authenticate(_request, context) {
      const token = cacheFor(context).get(() => logIn(login, context), context.clock);
      return bearer(await untilAborted(token, context.signal));
    },
    refused({ headers }, context) {
      cacheFor(context).drop((headers.authorization ?? '').slice('Bearer '.length));
      return true;
    },
  };
}
