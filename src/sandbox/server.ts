import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEngine, type Engine } from './engine.js';
import type { SandboxOptions } from './options.js';
import type { SandboxRequest } from './request.js';
import type { Sandbox } from './sandbox.js';
import { sendAnswer } from './wire/send.js';

/** A sandbox behind a real HTTP server. */
export interface RunningSandbox extends Sandbox, AsyncDisposable {
  /** Stops the server and cuts open connections. */
  close(): Promise<void>;
}

/**
 * Starts a sandbox on 127.0.0.1.
 *
 * @param options - those of `createSandbox`, and the port; default 0, any free one
 */
export async function startSandbox(
  options: SandboxOptions & { readonly port?: number } = {},
): Promise<RunningSandbox> {
  let port = options.port ?? 0;
  const engine = createEngine(options, () => `http://127.0.0.1:${port}`);
  // Node's own limit of a request's head is below what nginx lets through.
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    respond(engine, request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { sandbox } = engine;
  return Object.defineProperties(
    { ...sandbox, close, [Symbol.asyncDispose]: close },
    // Spreading would read the getters once; what they give changes.
    Object.getOwnPropertyDescriptors(sandbox),
  );
}

async function respond(
  engine: Engine,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const answer = await engine.respond(await plainRequest(incoming), gone.signal);
  await sendAnswer(outgoing, answer);
}

async function plainRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  const headers = Object.entries(incoming.headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')] as const,
  );
  return {
    method: incoming.method ?? 'GET',
    scheme: 'http',
    host: incoming.headers.host ?? '',
    target: incoming.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
