import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers one request; may also break the connection. */
export type Answerer = (response: ServerResponse, request: Arrived) => void;

/** A real HTTP server that answers by script. */
export interface TestServer {
  readonly url: string;
  readonly requests: readonly Arrived[];
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

/** Starts a server whose n-th request gets the n-th answer, the last one for all that follow. */
export async function startServer(...answers: readonly Answerer[]): Promise<TestServer> {
  const requests: Arrived[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const arrived = { method, url, headers, body: await readAll(request) };
    requests.push(arrived);
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    answer?.(response, arrived);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** An answer with a JSON body. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answerer {
  return (response) => {
    const type = { 'content-type': 'application/json; charset=utf-8' };
    response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(value));
  };
}

/** An answer with any other body. */
export function page(text: string, status = 200, headers: Record<string, string> = {}): Answerer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(text);
  };
}

/** Breaks the connection instead of answering. */
export const reset: Answerer = (response) => {
  response.socket?.resetAndDestroy();
};

/** Starts a JSON answer and breaks off in the middle. */
export const cutBody: Answerer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"items":[');
  setImmediate(() => response.socket?.destroy());
};

/** Never answers. */
export const silence: Answerer = () => undefined;

/** An address where nothing listens. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
