import { untilAborted } from '../../until-aborted.js';
import { hostOf, isAddress, notPublic, whyNotText } from './check-text.js';
import { createNodeFetch } from './node-fetch.js';
import { nodeHttp, platformResolve, type Resolve } from './platform.js';
import { isPublicAddress } from './public-address.js';
import { fetchError, isRefusal, refusal } from './refusal.js';

/** How stores are reached. */
export interface StoreNetworkOptions {
  /** Sends requests, after the check. Default: the platform's; on Node one that checks each connection. */
  readonly fetch?: typeof globalThis.fetch;
  /** Looks up all addresses of a host name. Default: the platform's way; none in workers and browsers. */
  readonly resolve?: Resolve;
  /** Whether the app vouches for an origin: http and hosts that are not public will do there. */
  readonly trusted: (origin: string) => boolean;
}

/** Reaches stores on the public internet, and nothing else. */
export interface StoreNetwork {
  /** Why a URL may not be reached, as a clause for a sentence; undefined when it may. */
  check(url: URL): Promise<string | undefined>;
  /** The same as far as the text of the URL tells, without looking anything up. */
  checkText(url: URL): string | undefined;
  /**
   * Sends a request if its URL may be reached, and never follows a redirect.
   * @throws TypeError as `fetch` does; its cause has the code EADDRNOTPUBLIC when the URL may not be reached
   */
  readonly fetch: typeof globalThis.fetch;
}

const urlOf = (input: string | URL | Request) =>
  new URL(input instanceof Request ? input.url : input);

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * Keeps an app from being used to reach into its own network: whoever knows its callback can name any
 * address as a store. https alone, and every address of the host must be public. On Node the addresses
 * are checked at each new connection, so that a name cannot change its mind in between (DNS rebinding).
 * Elsewhere, or with an own `fetch`, they are checked right before each request; where names cannot be
 * looked up at all, only the text of the URL is.
 */
export function createStoreNetwork(options: StoreNetworkOptions): StoreNetwork {
  const { trusted, resolve = platformResolve() } = options;
  const checkText = (url: URL) => whyNotText(url, trusted(url.origin));

  async function addressesOf(url: URL, lookUp: Resolve): Promise<readonly string[]> {
    const addresses = await lookUp(hostOf(url));
    if (addresses.length === 0) throw refusal(url, 'has a host name without an address');
    const bad = trusted(url.origin) ? undefined : addresses.find((one) => !isPublicAddress(one));
    if (bad !== undefined) throw refusal(url, notPublic(bad));
    return addresses;
  }

  /** Throws what the platform throws for names that do not exist. */
  async function assertPublic(url: URL): Promise<void> {
    const why = checkText(url);
    if (why !== undefined) throw refusal(url, why);
    if (resolve && !trusted(url.origin) && !isAddress(hostOf(url))) await addressesOf(url, resolve);
  }

  function checkedFetch(send: typeof globalThis.fetch): typeof globalThis.fetch {
    return async (input, init) => {
      const url = urlOf(input);
      const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
      signal?.throwIfAborted();
      const checked = assertPublic(url).catch((error: unknown) => {
        throw fetchError(error);
      });
      await (signal ? untilAborted(checked, signal) : checked);
      return send(input, { ...init, redirect: 'manual' });
    };
  }

  function nodeFetch(): typeof globalThis.fetch | undefined {
    const modules = nodeHttp();
    if (!modules || !resolve) return undefined;
    const send = createNodeFetch(modules, (url) => addressesOf(url, resolve));
    return async (input, init) => {
      const url = urlOf(input);
      const why = checkText(url);
      if (why !== undefined) throw fetchError(refusal(url, why));
      return send(input, init);
    };
  }

  const { fetch } = options;
  return {
    checkText,
    async check(url) {
      try {
        await assertPublic(url);
        return undefined;
      } catch (error) {
        if (isRefusal(error)) return error.why;
        const code = codeOf(error);
        return `has a host name that cannot be looked up${code && ` (${code})`}`;
      }
    },
    fetch: fetch
      ? checkedFetch((input, init) => fetch(input, init))
      : (nodeFetch() ?? checkedFetch((input, init) => globalThis.fetch(input, init))),
  };
}
