import type { SandboxRequest, SandboxResponse } from './request.js';

/** A stand-in for `fetch` that asks the sandbox and never the network. */
export function createFetch(
  respond: (request: SandboxRequest, signal: AbortSignal) => Promise<SandboxResponse>,
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const plain = await plainRequest(request);
    // Lets a caller abort between sending and the answer, as over a wire.
    await Promise.resolve();
    request.signal.throwIfAborted();
    const response = await respond(plain, request.signal);
    request.signal.throwIfAborted();
    return webResponse(response, request.url);
  };
}

async function plainRequest(request: Request): Promise<SandboxRequest> {
  const url = new URL(request.url);
  return {
    method: request.method,
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    host: request.headers.get('host') ?? url.host,
    target: `${url.pathname}${url.search}`,
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  };
}

function webResponse(response: SandboxResponse, url: string): Response {
  const { status, headers, body } = response;
  const answer = new Response(body, { status, headers });
  // A hand-made Response has no address; clients read it in messages.
  Object.defineProperty(answer, 'url', { value: url });
  return answer;
}
