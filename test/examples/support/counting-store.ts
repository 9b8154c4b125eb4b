import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/index.js';

/** A sandbox store behind a server that takes its time and counts. */
export interface CountingStore {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Most requests that were being answered at once. */
  readonly most: number;
}

/** Starts it; it ends with the test. @param answerMs what an answer takes */
export async function startCountingStore(
  options: SandboxOptions,
  answerMs: number,
): Promise<CountingStore> {
  const sandbox = createSandbox(options);
  let inFlight = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    // Before the last byte goes out, as whoever reads it may send the next request at once; or when the
    // process that asked has died.
    let counts = true;
    const end = () => {
      if (counts) inFlight -= 1;
      counts = false;
    };
    response.once('close', end);
    await pause(answerMs);
    const { method = 'GET', url = '/', headers } = request;
    const answer = await sandbox.fetch(`${sandbox.url}${url}`, {
      method,
      headers: { authorization: headers.authorization ?? '' },
    });
    const body = await answer.text();
    end();
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sandbox,
    get most() {
      return most;
    },
  };
}
