import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { publicOrigin } from './public-origin.js';
import type { AdapterOptions, WebHandler } from './web-handler.js';
import { webRequest } from './web-request.js';

/** The part of a Fastify request that is used. */
export interface FastifyRequestLike {
  readonly raw: IncomingMessage;
  readonly originalUrl: string;
  readonly body: unknown;
  readonly log: { error(details: object, text: string): void };
}

/** The part of a Fastify reply that is used. */
export interface FastifyReplyLike {
  readonly raw: ServerResponse;
}

/** The part of a Fastify instance that is used. */
export interface FastifyLike {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    type: string,
    parse: (request: unknown, payload: IncomingMessage) => Promise<unknown>,
  ): unknown;
  route(options: {
    method: string[];
    url: string;
    handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<Response>;
  }): unknown;
}

/** A Fastify plugin that adds one route. */
export type FastifyRoute = (instance: FastifyLike) => Promise<void>;

/** How a route works. */
export interface FastifyRouteOptions extends AdapterOptions {
  /** Methods the handler gets. Default GET, HEAD and POST. */
  readonly methods?: readonly string[];
}

const failure = (status: number, text: string) =>
  new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });

/**
 * Makes a Fastify (5) plugin whose route is answered by a web handler.
 *
 * Bodies reach the handler as they come, through a parser that the rest of the app does not see; the
 * app's own parsers and its `bodyLimit` do not apply. The request's signal fires when the client goes
 * away. A handler that rejects gives a plain 500; its error goes to the log of the request.
 *
 * @throws ConfigError when the option `origin` is no origin
 * @example
 * await app.register(fastifyRoute('/magento/callback', handle));
 */
export function fastifyRoute(
  path: string,
  handle: WebHandler,
  options: FastifyRouteOptions = {},
): FastifyRoute {
  const { methods = ['GET', 'HEAD', 'POST'] } = options;
  const originOf = publicOrigin(options.origin);

  async function answer(
    request: FastifyRequestLike,
    { raw: outgoing }: FastifyReplyLike,
  ): Promise<Response> {
    const { raw: incoming, originalUrl: target, body } = request;
    const origin = originOf(incoming);
    if (origin === undefined) return failure(400, 'Bad Request');
    try {
      // Another stream than the request itself where a hook of the app has put one in its place.
      const source = (body as Readable | undefined) ?? incoming;
      return await handle(webRequest({ incoming, outgoing, source, origin, target }));
    } catch (error) {
      request.log.error({ err: error }, 'The handler of the route failed.');
      return failure(500, 'Internal Server Error');
    }
  }

  return async (instance) => {
    instance.removeAllContentTypeParsers();
    instance.addContentTypeParser('*', async (_request, payload) => payload);
    instance.route({ method: [...methods], url: path, handler: answer });
  };
}
