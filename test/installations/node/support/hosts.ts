import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { fastifyRoute, nodeHandler, type WebHandler } from '../../../../src/installations/node.js';

/** An app that answers one address with a web handler. */
export interface RunningHost {
  /** The address that the handler answers. */
  readonly url: string;
  readonly server: Server;
}

/** A framework in one of the ways it is used. */
export interface Host {
  readonly name: string;
  /** A parser reads all of a body before the handler gets the request. */
  readonly parses?: boolean;
  /** Closes the connection when not all of a body was read. */
  readonly closes?: boolean;
  start(handle: WebHandler): Promise<RunningHost>;
}

async function listen(server: Server, path: string): Promise<RunningHost> {
  if (!server.listening) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}${path}`, server };
}

/** What an app does with errors that nobody should see. */
const answerErrors: express.ErrorRequestHandler = (_error, _request, response, _next) => {
  response.status(500).type('text').send('Internal Server Error');
};

const viaExpress =
  (build: (app: express.Express, handle: WebHandler) => string): Host['start'] =>
  async (handle) => {
    const app = express();
    const path = build(app, handle);
    app.use(answerErrors);
    return listen(createServer(app), path);
  };

const parsers = [
  express.urlencoded({ extended: true }),
  express.json(),
  express.text(),
  express.raw({ type: 'application/octet-stream' }),
];

export const hosts: readonly Host[] = [
  {
    name: 'node:http',
    start: (handle) => listen(createServer(nodeHandler(handle)), '/callback'),
  },
  {
    name: 'Express',
    start: viaExpress((app, handle) => {
      app.all('/callback', nodeHandler(handle));
      return '/callback';
    }),
  },
  {
    name: 'Express below a prefix',
    start: viaExpress((app, handle) => {
      const router = express.Router();
      router.use('/inner', nodeHandler(handle));
      app.use('/outer', router);
      return '/outer/inner';
    }),
  },
  {
    name: 'Express with parsers',
    parses: true,
    start: viaExpress((app, handle) => {
      app.use(parsers);
      app.all('/callback', nodeHandler(handle));
      return '/callback';
    }),
  },
  {
    name: 'Express with the simple parser of forms',
    parses: true,
    start: viaExpress((app, handle) => {
      app.use(express.urlencoded({ extended: false }));
      app.all('/callback', nodeHandler(handle));
      return '/callback';
    }),
  },
  {
    name: 'Fastify',
    async start(handle) {
      const app = fastify({ bodyLimit: 64 });
      await app.register(fastifyRoute('/callback', handle));
      await app.listen({ port: 0, host: '127.0.0.1' });
      return listen(app.server, '/callback');
    },
  },
  {
    name: 'Fastify below a prefix, with a parser',
    async start(handle) {
      const app = fastify();
      app.addContentTypeParser('*', { parseAs: 'string' }, async () => 'of the app');
      await app.register(fastifyRoute('/callback', handle), { prefix: '/outer' });
      await app.listen({ port: 0, host: '127.0.0.1' });
      return listen(app.server, '/outer/callback');
    },
  },
  {
    name: 'Hono',
    closes: true,
    start(handle) {
      const app = new Hono();
      app.all('/callback', (context) => handle(context.req.raw));
      app.onError((_error, context) => context.text('Internal Server Error', 500));
      return listen(createAdaptorServer({ fetch: app.fetch }) as Server, '/callback');
    },
  },
];
