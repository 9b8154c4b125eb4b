import { createHmac } from 'node:crypto';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { rfc3986 } from './signing.js';

/** What an app gets in the POST to its callback. */
export interface Credentials {
  readonly oauth_consumer_key: string;
  readonly oauth_consumer_secret: string;
  readonly store_base_url: string;
  readonly oauth_verifier: string;
}

/** A sandbox whose POSTs to callbacks are kept. */
export interface Shop {
  readonly sandbox: Sandbox;
  /** What arrived at the callback, oldest first. */
  readonly posted: readonly Credentials[];
}

/** Addresses of an app that runs in this process. */
export const app = {
  callbackUrl: 'https://app.test/callback',
  identityUrl: 'https://app.test/login',
} as const;

/** Makes a small store for an app in this process. */
export function openShop(options: SandboxOptions = {}): Shop {
  const posted: Credentials[] = [];
  const callbackFetch: typeof globalThis.fetch = async (_, init) => {
    posted.push(Object.fromEntries(new URLSearchParams(String(init?.body))) as never);
    return new Response('');
  };
  return { sandbox: createSandbox({ products: 10, callbackFetch, ...options }), posted };
}

/** The POST that arrived last. */
export function lastPost({ posted }: Shop): Credentials {
  const last = posted.at(-1);
  if (last === undefined) throw new Error('nothing was posted to the callback');
  return last;
}

/** Token and secret, as the endpoints answer them. */
export interface TokenPair {
  readonly token: string;
  readonly secret: string;
}

/** How a request is signed. */
export interface Signing {
  readonly consumerSecret: string;
  readonly tokenSecret?: string;
  /** Protocol parameters besides the usual ones; undefined leaves one out. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
}

let nonces = 0;

/** An Authorization header for a URL without a query. */
export function authorization(method: string, url: string, signing: Signing): string {
  const all: Record<string, string | undefined> = {
    oauth_nonce: `exchange${++nonces}`,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: '1700000000',
    ...signing.parameters,
  };
  const given = Object.entries(all).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[0] !== 'oauth_signature',
  );
  const text = given
    .map(([name, value]) => `${rfc3986(name)}=${rfc3986(value)}`)
    .sort()
    .join('&');
  const key = `${signing.consumerSecret}&${signing.tokenSecret ?? ''}`;
  const signature = createHmac('sha256', key)
    .update([method, url, text].map(rfc3986).join('&'))
    .digest('base64');
  const pairs = [...given, ['oauth_signature', all.oauth_signature ?? signature] as const];
  return `OAuth ${pairs.map(([name, value]) => `${name}="${rfc3986(value)}"`).join(', ')}`;
}

/** An answer of a token endpoint. */
export interface TokenAnswer {
  readonly status: number;
  /** What went wrong, decoded; undefined when nothing did. */
  readonly problem: string | undefined;
  readonly pair: TokenPair;
  readonly headers: Headers;
}

/** Changes to a request that would else be right. */
export interface Changes {
  readonly method?: string;
  readonly consumerSecret?: string;
  readonly tokenSecret?: string;
  readonly parameters?: Readonly<Record<string, string | undefined>>;
}

/** Asks for a request token. */
export function askForRequestToken(
  { sandbox }: Shop,
  credentials: Credentials,
  changes: Changes = {},
): Promise<TokenAnswer> {
  return askForToken(sandbox, 'request', credentials, changes);
}

/** Asks for an access token. */
export function askForAccessToken(
  { sandbox }: Shop,
  credentials: Credentials,
  { token, secret }: TokenPair,
  changes: Changes = {},
): Promise<TokenAnswer> {
  const { oauth_verifier } = credentials;
  return askForToken(sandbox, 'access', credentials, {
    tokenSecret: secret,
    ...changes,
    parameters: { oauth_token: token, oauth_verifier, ...changes.parameters },
  });
}

async function askForToken(
  sandbox: Sandbox,
  step: 'request' | 'access',
  { oauth_consumer_key, oauth_consumer_secret, store_base_url }: Credentials,
  {
    method = 'POST',
    consumerSecret = oauth_consumer_secret,
    tokenSecret = '',
    parameters,
  }: Changes,
): Promise<TokenAnswer> {
  const url = `${store_base_url}oauth/token/${step}`;
  const signing = {
    consumerSecret,
    tokenSecret,
    parameters: { oauth_consumer_key, ...parameters },
  };
  const headers = { authorization: authorization(method, url, signing) };
  const response = await sandbox.fetch(url, { method, headers });
  const form = new URLSearchParams(await response.text());
  return {
    status: response.status,
    problem: form.get('oauth_problem') ?? undefined,
    pair: { token: form.get('oauth_token') ?? '', secret: form.get('oauth_token_secret') ?? '' },
    headers: response.headers,
  };
}

/** Does both steps. */
export async function exchange(shop: Shop, credentials: Credentials): Promise<TokenPair> {
  const request = await askForRequestToken(shop, credentials);
  return (await askForAccessToken(shop, credentials, request.pair)).pair;
}

/** Status and message of a signed call. */
export async function callSigned(
  { sandbox }: Shop,
  { oauth_consumer_key, oauth_consumer_secret }: Credentials,
  { token, secret }: TokenPair,
  path = '/V1/products/24-MB01',
): Promise<{ readonly status: number; readonly message: string | undefined }> {
  const url = `${sandbox.url}/rest${path}`;
  const header = authorization('GET', url, {
    consumerSecret: oauth_consumer_secret,
    tokenSecret: secret,
    parameters: { oauth_consumer_key, oauth_token: token },
  });
  const response = await sandbox.fetch(url, { headers: { authorization: header } });
  const { message } = (await response.json()) as { readonly message?: string };
  return { status: response.status, message };
}
