import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

/** An app that is being served. */
export interface Served {
  /** Stops the server and cuts open connections. */
  close(): Promise<void>;
}

/** Serves on this machine only. The app is made when its port is known. */
export async function serve(appOn: (port: number) => Hono, port = 0): Promise<Served> {
  const starting = new Response('Starting\n', { status: 503 });
  let app: Hono | undefined;
  const server = createAdaptorServer({ fetch: (request) => app?.fetch(request) ?? starting });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  app = appOn((server.address() as AddressInfo).port);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
