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
    if (response.wire?.kind === 'reset') throw connectionReset();
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
  const { status, headers } = response;
  const answer = new Response(bodyOf(response), { status, headers });
  // A hand-made Response has no address; clients read it in messages.
  Object.defineProperty(answer, 'url', { value: url });
  return answer;
}

/** What `fetch` of Node throws when the connection is reset. */
function connectionReset(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  return new TypeError('fetch failed', { cause });
}

function bodyOf({ body, wire }: SandboxResponse): BodyInit {
  if (wire === undefined || wire.kind === 'reset') return body;
  const bytes = new TextEncoder().encode(body);
  const half = Math.floor(bytes.length / 2);
  let sent = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent === 0) {
        sent = half;
        controller.enqueue(bytes.subarray(0, half));
      } else if (wire.kind === 'cut') {
        controller.error(new TypeError('terminated', { cause: new Error('other side closed') }));
      } else {
        await new Promise((resolve) => setTimeout(resolve, wire.ms));
        controller.enqueue(bytes.subarray(half));
        controller.close();
      }
    },
  });
}
