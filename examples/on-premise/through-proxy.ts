import { fetch, ProxyAgent } from 'undici';

/** A `fetch` whose connections go through an HTTP proxy. `token` is its `Proxy-Authorization`, if it wants one. */
export function throughProxy(proxy: string, token?: string): typeof globalThis.fetch {
  const dispatcher = new ProxyAgent({ uri: proxy, ...(token && { token }) });
  const proxied: unknown = (url: string, init: object) => fetch(url, { ...init, dispatcher });
  return proxied as typeof globalThis.fetch;
}
