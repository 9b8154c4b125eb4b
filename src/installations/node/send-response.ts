import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** Cookies of the framework, such as those of sessions, stay. */
function addCookies(outgoing: ServerResponse, cookies: readonly string[]): void {
  const before = outgoing.getHeader('set-cookie') ?? [];
  const all = [before].flat().map(String);
  if (cookies.length > 0) outgoing.setHeader('set-cookie', [...all, ...cookies]);
}

/** Writes a web response, the body as it comes. Rejects when that fails, or when the client goes away. */
export async function sendResponse(outgoing: ServerResponse, response: Response): Promise<void> {
  const { status, headers, body } = response;
  // That of Response.error(); Node would notice too late to answer anything else.
  if (status < 200) throw new RangeError('The handler answered with a network error.');
  outgoing.statusCode = status;
  for (const [name, value] of headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  addCookies(outgoing, headers.getSetCookie());
  if (body === null || outgoing.req.method === 'HEAD') {
    await body?.cancel();
    outgoing.end();
    return;
  }
  // The same class under two names: that of the web, and that of Node's types.
  await pipeline(Readable.fromWeb(body as ReadableStream<Uint8Array>), outgoing);
}

/** Answers with a status alone, in words that tell nothing. Too late for that, it breaks the answer off. */
export function sendFailure(outgoing: ServerResponse, status: number, text: string): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  for (const name of outgoing.getHeaderNames()) outgoing.removeHeader(name);
  outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}
