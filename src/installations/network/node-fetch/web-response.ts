import type { IncomingMessage } from 'node:http';
import { webStream } from './web-stream.js';

/** What was asked, as far as the answer depends on it. */
interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly signal: AbortSignal | undefined;
}

/** Statuses whose answers have no body (Fetch standard). */
const WITHOUT_BODY: readonly (number | undefined)[] = [204, 205, 304];

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  }
  return headers;
}

function bodyOf(incoming: IncomingMessage, signal: AbortSignal | undefined): ReadableStream {
  return webStream(incoming, { signal, onCancel: () => incoming.destroy() }).stream;
}

/**
 * The answer to a request as the platform's `fetch` gives it, with its body still to come.
 * @throws RangeError or TypeError when the store's answer cannot be one
 */
export function webResponse(incoming: IncomingMessage, { method, url, signal }: Asked): Response {
  const { statusCode: status = 0, statusMessage: statusText = '' } = incoming;
  const hasBody = method !== 'HEAD' && !WITHOUT_BODY.includes(status);
  const head = { status, statusText, headers: headersOf(incoming) };
  const response = new Response(hasBody ? bodyOf(incoming, signal) : null, head);
  if (!hasBody) incoming.resume();
  // A hand-made Response has no address; callers read it in messages.
  return Object.defineProperty(response, 'url', { value: url.href });
}
