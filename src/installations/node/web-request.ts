import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { webStream } from '../network/node-fetch/web-stream.js';
import { type ParsedBody, rebuildBody } from './parsed-body.js';

/** A request as frameworks over Node's HTTP hand it on. */
export interface NodeExchange {
  readonly incoming: IncomingMessage & ParsedBody;
  readonly outgoing: ServerResponse;
  /** Where the body comes from; the request itself as a rule. */
  readonly source: Readable;
  readonly origin: string;
  /** Path and query as they were sent, whatever the framework has cut off. */
  readonly target: string;
}

/** A proxy's form names the host as well (RFC 9112 3.2.2); it is not to be believed. */
function urlOf({ origin, target }: NodeExchange): string {
  if (target.startsWith('/')) return origin + target;
  const { pathname, search } = new URL(target, origin);
  return origin + pathname + search;
}

function headersOf({ headers: sent }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value = []] of Object.entries(sent)) {
    if (name.startsWith(':')) continue;
    for (const one of [value].flat()) headers.append(name, one);
  }
  return headers;
}

/** Has the signal fire when the client goes away before it has its answer. */
function abortWhenGone(
  outgoing: ServerResponse,
  controller: AbortController,
  request: Request,
): Request {
  // The signal of a request that has been collected hears nothing any more (Node).
  const held = new Set([request]);
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) controller.abort();
    held.clear();
  });
  if (outgoing.destroyed) controller.abort();
  return request;
}

/** Streams the body, and lets what nobody has read run off when the answer is out. */
function streamOf({ source, outgoing }: NodeExchange): ReadableStream<Uint8Array> {
  const { stream, release } = webStream(source);
  outgoing.once('finish', () => {
    release();
    source.resume();
  });
  return stream;
}

/** Of the body as it was sent, not as it was made again. */
const OF_THE_WIRE = ['content-length', 'content-encoding', 'transfer-encoding'];

/**
 * Makes the web request of an exchange.
 * @throws TypeError when a body was read before and cannot be made again, or when there is no such request
 */
export function webRequest(exchange: NodeExchange): Request {
  const { incoming, outgoing, source } = exchange;
  const { method = 'GET' } = incoming;
  const headers = headersOf(incoming);
  const controller = new AbortController();
  const init = { method, headers, signal: controller.signal };
  const url = urlOf(exchange);
  const finish = (request: Request) => abortWhenGone(outgoing, controller, request);

  if (method === 'GET' || method === 'HEAD') return finish(new Request(url, init));
  if (!source.readableDidRead) {
    // The types of the platform do not know `duplex`, which streams need.
    const streaming = { ...init, body: streamOf(exchange), duplex: 'half' };
    return finish(new Request(url, streaming));
  }
  const body = rebuildBody(incoming, headers.get('content-type') ?? '');
  for (const name of OF_THE_WIRE) headers.delete(name);
  return finish(new Request(url, { ...init, body }));
}
