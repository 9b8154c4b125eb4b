import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A forward proxy as offices have them: it takes CONNECT, and knows names that nobody outside knows. */
export interface ForwardProxy {
  readonly url: string;
  /** `host:port` of each tunnel asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** What a proxy lets through. */
export interface ForwardProxyOptions {
  /** `host:port` as asked → the port on this machine. Anything else is refused. */
  readonly leads: Readonly<Record<string, number>>;
  /** The `Proxy-Authorization` it wants. Default: none. */
  readonly token?: string;
}

/** Starts a forward proxy on a free port. */
export async function startForwardProxy({
  leads,
  token,
}: ForwardProxyOptions): Promise<ForwardProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  });
  server.on('connect', ({ url = '', headers }, client: Socket, head: Buffer) => {
    const refuse = (line: string) => client.end(`HTTP/1.1 ${line}\r\n\r\n`);
    if (token && headers['proxy-authorization'] !== token) {
      return refuse('407 Proxy Authentication Required');
    }
    asked.push(url);
    const port = leads[url];
    if (port === undefined) return refuse('403 Forbidden');
    const store = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      store.write(head);
      store.pipe(client).pipe(store);
    });
    store.on('error', () => client.destroy());
    sockets.add(store);
    return undefined;
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
