import { Agent, buildConnector, fetch } from 'undici';

/** A `fetch` that connects to the near end of a tunnel, and sends what it would have sent to the store itself. */
export function throughTunnel(hostname: string, port: number): typeof globalThis.fetch {
  const connect = buildConnector({});
  const dispatcher = new Agent({
    connect: (store, done) =>
      connect({ ...store, servername: store.hostname, hostname, port: String(port) }, done),
  });
  const tunnelled: unknown = (url: string, init: object) => fetch(url, { ...init, dispatcher });
  return tunnelled as typeof globalThis.fetch;
}
