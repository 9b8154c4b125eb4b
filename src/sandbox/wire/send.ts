import type { ServerResponse } from 'node:http';
import type { SandboxResponse } from '../request.js';

/** Sends an answer over a socket, with whatever is to happen to it on the way. */
export async function sendAnswer(
  outgoing: ServerResponse,
  { status, headers, body, wire }: SandboxResponse,
): Promise<void> {
  if (wire === undefined) {
    outgoing.writeHead(status, headers).end(body);
    return;
  }
  if (wire.kind === 'reset') {
    // A reset, not an orderly end.
    outgoing.socket?.resetAndDestroy();
    return;
  }
  const bytes = Buffer.from(body);
  const half = Math.floor(bytes.length / 2);
  outgoing.writeHead(status, { ...headers, 'content-length': bytes.length });
  await new Promise<void>((resolve) => outgoing.write(bytes.subarray(0, half), () => resolve()));
  if (wire.kind === 'cut') {
    outgoing.destroy();
    return;
  }
  await new Promise((resolve) => setTimeout(resolve, wire.ms));
  outgoing.end(bytes.subarray(half));
}
