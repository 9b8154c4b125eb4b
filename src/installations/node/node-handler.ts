import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ParsedBody } from './parsed-body.js';
import { publicOrigin } from './public-origin.js';
import { sendFailure, sendResponse } from './send-response.js';
import type { AdapterOptions, WebHandler } from './web-handler.js';
import { webRequest } from './web-request.js';

/** A handler for Node's HTTP server, Express, Connect and what is made like them. It never rejects. */
export type NodeHandler = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  next?: (error?: unknown) => void,
) => Promise<void>;

/** What frameworks and parsers add to a request. */
interface Added extends ParsedBody {
  /** Path and query before a router cut off where it is mounted. */
  readonly originalUrl?: string;
}

/**
 * Adapts a web handler to Node's HTTP server and Express.
 *
 * The body is streamed. Where a parser has read it already (`express.urlencoded()`), it is made again from
 * `req.body`. The request's signal fires when the client goes away. A handler that rejects gives
 * `next(error)` where there is a `next`, and a plain 500 otherwise; an answer whose body fails is broken off.
 *
 * @throws ConfigError when the option `origin` is no origin
 * @example
 * app.post('/magento/callback', nodeHandler(handle, { origin: 'https://app.example.com' }));
 */
export function nodeHandler(handle: WebHandler, options: AdapterOptions = {}): NodeHandler {
  const originOf = publicOrigin(options.origin);

  return async (incoming: IncomingMessage & Added, outgoing, next) => {
    const origin = originOf(incoming);
    if (origin === undefined) return sendFailure(outgoing, 400, 'Bad Request');
    try {
      const target = incoming.originalUrl ?? incoming.url ?? '/';
      const request = webRequest({ incoming, outgoing, source: incoming, origin, target });
      await sendResponse(outgoing, await handle(request));
    } catch (error) {
      if (outgoing.destroyed) return;
      if (next) next(error);
      else sendFailure(outgoing, 500, 'Internal Server Error');
    }
  };
}
