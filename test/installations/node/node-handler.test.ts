import { once } from 'node:events';
import { Agent, createServer, type RequestListener, request } from 'node:http';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { nodeHandler, type WebHandler } from '../../../src/installations/node.js';

const FORM = 'application/x-www-form-urlencoded';

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { server, port, url: `http://127.0.0.1:${port}` };
}

/** What comes back for these bytes. */
async function rawExchange(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(text);
  let answer = '';
  for await (const part of socket) answer += String(part);
  return answer;
}

const urlHandler: WebHandler = async ({ url }) => new Response(url);
const bodyHandler: WebHandler = async (incoming) => new Response(await incoming.text());

describe('the address of a request', () => {
  it('is https when the connection is', async () => {
    const handle = nodeHandler(urlHandler);
    const { url, port } = await serve(async (incoming, outgoing) => {
      // All that tells a TLS socket from another.
      Object.assign(incoming.socket, { encrypted: true });
      await handle(incoming, outgoing);
    });
    expect(await (await fetch(`${url}/a`)).text()).toBe(`https://127.0.0.1:${port}/a`);
  });

  it("is below the app's public origin", async () => {
    const { url } = await serve(nodeHandler(urlHandler, { origin: 'https://app.example.com' }));
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'ftp' };
    const response = await fetch(`${url}/callback?a=1`, { headers });
    expect(await response.text()).toBe('https://app.example.com/callback?a=1');
  });

  it.each([
    'app.example.com',
    'https://app.example.com/a',
    'ftp://a.example',
    'https://u@a.example',
    '',
  ])('is refused at the start below the origin %j', (origin) => {
    expect(() => nodeHandler(urlHandler, { origin })).toThrow('"origin" must be an origin');
  });

  it.each([
    ['//evil.example/callback?a=1', '//evil.example/callback?a=1'],
    ['http://evil.example/callback?a=1', '/callback?a=1'],
    ['/..//evil.example/', '//evil.example/'],
    ['/\\evil.example/', '//evil.example/'],
  ])('keeps its origin when the request asks for %s', async (target, path) => {
    const { port } = await serve(nodeHandler(urlHandler));
    const head = `GET ${target} HTTP/1.1\r\nhost: app.example.com\r\nconnection: close\r\n\r\n`;
    expect(await rawExchange(port, head)).toContain(`\r\nhttp://app.example.com${path}\r\n`);
  });

  it.each(['evil.example/callback?', 'user@evil.example', 'a b', 'a#', '[::1', ''])(
    'cannot be made up by the Host header %j',
    async (host) => {
      const { port } = await serve(nodeHandler(urlHandler));
      const answer = await rawExchange(
        port,
        `GET /callback HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    },
  );
});

describe('a body that a parser has read', () => {
  const app = express();
  const listHeaders: WebHandler = async ({ headers }) => Response.json([...headers]);
  app.use('/headers', express.urlencoded(), nodeHandler(listHeaders));
  app.use('/extended', express.urlencoded({ extended: true }));
  app.use(express.json(), express.text(), express.raw({ type: 'application/octet-stream' }));
  app.use(nodeHandler(bodyHandler));

  const send = async (path: string, type: string, body: string) => {
    const { url } = await serve(app);
    const headers = { 'content-type': type };
    return (await fetch(url + path, { method: 'POST', headers, body })).text();
  };

  it.each([
    [
      '/extended',
      FORM,
      'a[b]=1&a[c][]=2&a[c][]=3&d=%C3%A4',
      'a%5Bb%5D=1&a%5Bc%5D=2&a%5Bc%5D=3&d=%C3%A4',
    ],
    ['/', 'application/json; charset=utf-8', '{ "a": [1, "ä"] }', '{"a":[1,"ä"]}'],
    ['/', 'text/plain', 'a=ä', 'a=ä'],
    ['/', 'application/octet-stream', 'bytes ä', 'bytes ä'],
    ['/', 'application/xml', '<not parsed="1"/>', '<not parsed="1"/>'],
  ])('at %s as %s is made again', async (path, type, sent, made) => {
    expect(await send(path, type, sent)).toBe(made);
  });

  it('no longer has the headers of the one that was sent', async () => {
    const { url } = await serve(app);
    const headers = { 'content-type': FORM, 'content-encoding': 'gzip' };
    const body = gzipSync('a=1');
    const response = await fetch(`${url}/headers`, { method: 'POST', headers, body });
    const names = (await response.json()).map(([name]: string[]) => name);
    expect(names).toContain('content-type');
    expect(names).not.toContain('content-encoding');
    expect(names).not.toContain('content-length');
  });

  it('is taken from the bytes that hosts of functions keep', async () => {
    const { url } = await serve(async (incoming, outgoing) => {
      const parts: Buffer[] = [];
      for await (const part of incoming) parts.push(part as Buffer);
      const kept = Object.assign(incoming, { body: { a: '1' }, rawBody: Buffer.concat(parts) });
      await nodeHandler(bodyHandler)(kept, outgoing);
    });
    const response = await fetch(url, { method: 'POST', body: 'a=1&a=1' });
    expect(await response.text()).toBe('a=1&a=1');
  });

  it('and that is nowhere to be found is an error that says so', async () => {
    const errors: unknown[] = [];
    const { url } = await serve(async (incoming, outgoing) => {
      for await (const _part of incoming);
      await nodeHandler(bodyHandler)(incoming, outgoing, (error) => {
        errors.push(error);
        outgoing.end();
      });
    });
    await fetch(url, { method: 'POST', body: 'a=1' });
    expect(errors).toMatchObject([
      { message: expect.stringContaining('Mount this handler before') },
    ]);
  });
});

describe('an answer', () => {
  it('keeps the cookies that others have set', async () => {
    const handle = nodeHandler(async () => new Response('', { headers: { 'set-cookie': 'a=1' } }));
    const { url } = await serve(async (incoming, outgoing) => {
      outgoing.setHeader('set-cookie', 'session=2');
      await handle(incoming, outgoing);
    });
    expect((await fetch(url)).headers.getSetCookie()).toEqual(['session=2', 'a=1']);
  });

  it('to HEAD leaves its body alone', async () => {
    let cancelled = false;
    const cancel = () => {
      cancelled = true;
    };
    const { url } = await serve(
      nodeHandler(async () => new Response(new ReadableStream({ cancel }))),
    );
    const response = await fetch(url, { method: 'HEAD' });
    expect([response.status, await response.text(), cancelled]).toEqual([200, '', true]);
  });

  it('that fails on its way is broken off', async () => {
    let fail = (_error: Error) => {};
    const { url } = await serve(
      nodeHandler(async () => {
        const start = (controller: ReadableStreamDefaultController) => {
          controller.enqueue(new TextEncoder().encode('begun'));
          fail = (error) => controller.error(error);
        };
        return new Response(new ReadableStream({ start }));
      }),
    );
    const response = await fetch(url);
    fail(new Error('no'));
    await expect(response.text()).rejects.toThrow();
  });

  it('that is none is a plain 500', async () => {
    const { url } = await serve(nodeHandler(async () => Response.error()));
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([500, 'Internal Server Error']);
  });
});

describe('a handler that fails', () => {
  it('tells the framework, where there is one', async () => {
    const failed = new Error('hunter2');
    const errors: unknown[] = [];
    const handle = nodeHandler(() => Promise.reject(failed));
    const { url } = await serve(async (incoming, outgoing) => {
      await handle(incoming, outgoing, (error) => {
        errors.push(error);
        outgoing.end('of the framework');
      });
    });
    expect(await (await fetch(url)).text()).toBe('of the framework');
    expect(errors).toEqual([failed]);
  });

  it('leaves nothing of the answer that was to be', async () => {
    const handle = nodeHandler(() => Promise.reject(new Error('hunter2')));
    const { url } = await serve(async (incoming, outgoing) => {
      outgoing.setHeader('content-length', '3');
      outgoing.setHeader('location', '/elsewhere');
      await handle(incoming, outgoing);
    });
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([500, 'Internal Server Error']);
    expect(response.headers.get('location')).toBeNull();
  });

  it('is no failure of the framework, even when it throws at once', async () => {
    const { url } = await serve(
      nodeHandler(() => {
        throw new Error('hunter2');
      }),
    );
    expect((await fetch(url)).status).toBe(500);
  });

  it('tells nobody when the client has gone anyway', async () => {
    const errors: unknown[] = [];
    let over: Promise<void> = Promise.resolve();
    const handle = nodeHandler(async ({ signal }) => {
      await once(signal, 'abort');
      signal.throwIfAborted();
      return new Response();
    });
    const { port } = await serve((incoming, outgoing) => {
      over = handle(incoming, outgoing, (error) => errors.push(error));
      socket.destroy();
    });
    const socket = connect(port, '127.0.0.1');
    const closed = once(socket, 'close');
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
    await closed;
    await over;
    expect(errors).toEqual([]);
  });
});

describe('the signal of a request', () => {
  it('has fired when the client had gone before', async () => {
    const seen: boolean[] = [];
    const handle = nodeHandler(async ({ signal }) => {
      seen.push(signal.aborted);
      return new Response();
    });
    const { server, url } = await serve(async (incoming, outgoing) => {
      server.closeAllConnections();
      await once(outgoing, 'close');
      await handle(incoming, outgoing);
    });
    await expect(fetch(url)).rejects.toThrow();
    await expect.poll(() => seen, { interval: 2 }).toEqual([true]);
  });

  it('fires for a handler that has kept nothing else of the request', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const signals: AbortSignal[] = [];
    const { server, url } = await serve(
      nodeHandler(({ signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      }),
    );
    const work = expect(fetch(url)).rejects.toThrow();
    await expect.poll(() => signals, { interval: 2 }).toHaveLength(1);
    for (let n = 0; n < 5; n++) {
      collect();
      await new Promise((resolve) => setImmediate(resolve));
    }
    server.closeAllConnections();
    await work;
    await expect.poll(() => signals.map(({ aborted }) => aborted), { interval: 2 }).toEqual([true]);
  });
});

describe('a body that nobody reads', () => {
  it.each([0, 1])('after %i parts runs off, and frees the connection', async (parts) => {
    const { port } = await serve(
      nodeHandler(async (incoming) => {
        const reader = incoming.body?.getReader();
        for (let n = 0; n < parts; n++) await reader?.read();
        return new Response('enough', { status: 413 });
      }),
    );
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    for (let n = 0; n < 2; n++) {
      const outgoing = request({ port, method: 'POST', agent });
      outgoing.end('x'.repeat(8 << 20));
      const [response] = await once(outgoing, 'response');
      expect(response.statusCode).toBe(413);
      response.resume();
    }
  });

  it('is not taken in while the handler thinks', async () => {
    let taken = 0;
    const { server, port } = await serve(
      nodeHandler(async (incoming) => {
        const reader = incoming.body?.getReader();
        await reader?.read();
        for (let n = 0; n < 200; n++) await new Promise((resolve) => setImmediate(resolve));
        taken = sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
        return new Response('enough', { status: 413 });
      }),
    );
    const sockets: { readonly bytesRead: number }[] = [];
    server.on('connection', (socket) => sockets.push(socket));
    const outgoing = request({ port, method: 'POST', path: '/' });
    // The server closes before all of it has been sent.
    outgoing.on('error', () => undefined);
    outgoing.end('x'.repeat(16 << 20));
    const [response] = await once(outgoing, 'response');
    response.resume();
    expect(response.statusCode).toBe(413);
    expect(taken).toBeLessThan(1 << 20);
  });
});
