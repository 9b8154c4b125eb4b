import type * as http from 'node:http';
import type * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { webResponse } from './node-fetch/web-response.js';
import { fetchError } from './refusal.js';

/** Node's HTTP modules. */
export interface NodeHttp {
  readonly http: typeof http;
  readonly https: typeof https;
}

/** The addresses that may be connected to for a URL, one at least; throws when there are none. */
export type AddressesOf = (url: URL) => Promise<readonly string[]>;

/** As long as Node's `fetch` keeps a connection without use. */
const IDLE_MS = 4000;

const familyOf = (address: string) => (address.includes(':') ? 6 : 4);

/** Hands the addresses to the connection itself, so that what was checked is what is connected to. */
function lookupFor(url: URL, addressesOf: AddressesOf): LookupFunction {
  return (_hostname, options, callback) => {
    addressesOf(url).then(
      (addresses) => {
        const all = addresses.map((address) => ({ address, family: familyOf(address) }));
        const [first = { address: '', family: 0 }] = all;
        if (options.all) callback(null, all);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

/** What of a request goes to Node. Its signal is left out: listened to for as long as the exchange lasts. */
async function plainRequest(input: string | URL | Request, init: RequestInit | undefined) {
  const request = new Request(input, { ...init, redirect: 'manual', signal: null });
  const { method, url, headers } = request;
  // Answers are read as they come.
  headers.set('accept-encoding', 'identity');
  const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
  return { method, url: new URL(url), headers: Object.fromEntries(headers), body };
}

/**
 * Makes a `fetch` over Node's HTTP that connects to nothing but the addresses it is given for a URL.
 * Connections are kept for later requests and do not keep a process alive. Proxies of the environment
 * are not used, redirects not followed and no compression is asked for.
 */
export function createNodeFetch(
  { http, https }: NodeHttp,
  addressesOf: AddressesOf,
): typeof globalThis.fetch {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, timeout: IDLE_MS }),
    'https:': new https.Agent({ keepAlive: true, timeout: IDLE_MS }),
  };

  return async (input, init) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    const { method, url, headers, body } = await plainRequest(input, init);
    signal?.throwIfAborted();

    return new Promise<Response>((resolve, reject) => {
      const lookup = lookupFor(url, addressesOf);
      const outgoing =
        url.protocol === 'https:'
          ? https.request(url, { method, headers, lookup, agent: agents['https:'] })
          : http.request(url, { method, headers, lookup, agent: agents['http:'] });

      const abort = () => {
        reject(signal?.reason);
        outgoing.destroy();
      };
      signal?.addEventListener('abort', abort, { once: true });
      outgoing.on('close', () => {
        signal?.removeEventListener('abort', abort);
        // Settled by then, but for a store that changes the protocol.
        reject(fetchError(new Error('The connection was closed without an answer.')));
      });
      outgoing.on('error', (error) => reject(fetchError(error)));
      outgoing.on('response', (incoming) => {
        try {
          resolve(webResponse(incoming, { method, url, signal }));
        } catch (error) {
          reject(fetchError(error));
          outgoing.destroy();
        }
      });
      outgoing.end(body);
    });
  };
}
