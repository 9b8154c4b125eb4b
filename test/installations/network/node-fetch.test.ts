import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createStoreNetwork } from '../../../src/installations/network/store-network.js';
import {
  closedPort,
  cutBody,
  json,
  page,
  reset,
  silence,
  startServer,
} from '../../support/server.js';
import { createResolver } from './support/resolver.js';

const { fetch: send } = createStoreNetwork({ trusted: () => true });

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A server that sends these bytes to whoever connects, whatever is asked. */
async function rawServer(answer: string): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

describe('a request over Node', () => {
  it('arrives as it was made', async () => {
    const { url, requests } = await startServer(json({ ok: true }));
    const response = await send(`${url}/oauth/token/request?a=1%20b`, {
      method: 'POST',
      headers: { authorization: 'OAuth x="y"', host: 'shop.example.com', 'x-a': 'b' },
      body: 'a=1&b=ä',
    });
    expect(await response.json()).toEqual({ ok: true });
    expect(response.url).toBe(`${url}/oauth/token/request?a=1%20b`);
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: '/oauth/token/request?a=1%20b',
        body: 'a=1&b=ä',
        headers: {
          authorization: 'OAuth x="y"',
          host: 'shop.example.com',
          'x-a': 'b',
          'content-length': '8',
          'content-type': 'text/plain;charset=UTF-8',
          'accept-encoding': 'identity',
        },
      },
    ]);
  });

  it('takes bytes, a Request, and no body at all', async () => {
    const { url, requests } = await startServer(page('ok'));
    await send(url, { method: 'PUT', body: new Uint8Array([104, 105]) });
    await send(new Request(url, { method: 'POST', body: 'a=1', headers: { 'x-a': 'b' } }));
    await send(new URL(url), { method: 'POST' });
    await send(url);
    expect(requests.map(({ method, body }) => `${method} ${body}`)).toEqual([
      'PUT hi',
      'POST a=1',
      'POST ',
      'GET ',
    ]);
    expect(requests[1]?.headers['x-a']).toBe('b');
    expect(requests[2]?.headers['content-length']).toBe('0');
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await startServer(page('no'));
    const { url } = await startServer(page('', 302, { location: elsewhere.url }));
    const response = await send(url, { redirect: 'follow' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(elsewhere.url);
    expect(elsewhere.requests).toEqual([]);
  });

  it('reaches a server over IPv6', async () => {
    const server = createServer((_request, response) => void response.end('six'));
    server.listen(0, '::1');
    await once(server, 'listening');
    onTestFinished(() => server.closeAllConnections());
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { resolve } = createResolver(['::1']);
    const network = createStoreNetwork({ trusted: () => true, resolve });
    expect(await (await network.fetch(`http://[::1]:${port}/`)).text()).toBe('six');
    expect(await (await network.fetch(`http://shop.example.com:${port}/`)).text()).toBe('six');
  });

  it('tries the other addresses of a host when one does not answer', async () => {
    const { url } = await startServer(page('ok'));
    const { resolve } = createResolver(['::1', '127.0.0.1']);
    const network = createStoreNetwork({ trusted: () => true, resolve });
    const { port } = new URL(url);
    expect(await (await network.fetch(`http://shop.example.com:${port}/`)).text()).toBe('ok');
  });

  it('keeps the connection, and looks a host up again for each new one', async () => {
    const ports: (number | undefined)[] = [];
    const server = createServer((request, response) => {
      ports.push(request.socket.remotePort);
      response.end('ok');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { resolve, asked } = createResolver(['127.0.0.1']);
    const network = createStoreNetwork({ trusted: () => true, resolve });
    const ask = async () => (await network.fetch(`http://shop.example.com:${port}/`)).text();

    await ask();
    await ask();
    expect(new Set(ports).size).toBe(1);
    expect(asked).toHaveLength(1);

    server.closeAllConnections();
    // Until this side has seen it, the old connection still looks fine.
    await expect.poll(ask, { interval: 5 }).toBe('ok');
    expect(asked).toHaveLength(2);
  });
});

describe('an answer over Node', () => {
  it('has repeated headers and its status text', async () => {
    const url = await rawServer(
      'HTTP/1.1 401 Not You\r\nset-cookie: a=1; Path=/\r\nset-cookie: b=2\r\nx-a: 1\r\nx-a: 2\r\ncontent-length: 2\r\n\r\nno',
    );
    const response = await send(url);
    expect([response.status, response.statusText, response.ok]).toEqual([401, 'Not You', false]);
    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
    expect(response.headers.get('x-a')).toBe('1, 2');
    expect(await response.text()).toBe('no');
  });

  it('has no body after HEAD, 204 and 304', async () => {
    const { url } = await startServer(page('body'), page('', 204), page('', 304), page('ok'));
    for (const method of ['HEAD', 'GET', 'GET']) {
      const response = await send(url, { method });
      expect(response.body).toBeNull();
      expect(await response.text()).toBe('');
    }
    expect(await (await send(url)).text()).toBe('ok');
  });

  it('is read no faster than it is wanted', async () => {
    const part = 'x'.repeat(64 * 1024);
    let written = 0;
    const { url } = await startServer((response) => {
      const write = () => {
        while (written < 2000 && !response.destroyed) {
          written++;
          if (!response.write(part)) return void response.once('drain', write);
        }
        response.end();
      };
      write();
    });
    const response = await send(url);
    const reader = response.body?.getReader();
    await reader?.read();
    expect(written).toBeLessThan(1000);
    await reader?.cancel();
  });

  it('that is not wanted to its end gives up its connection', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const { url } = await startServer((response) => {
      closed = once(response, 'close');
      response.writeHead(200).write('begun');
    });
    const response = await send(url);
    await response.body?.cancel();
    await closed;
  });

  it('fails to be read when it is cut short', async () => {
    const { url } = await startServer(cutBody);
    const response = await send(url);
    expect(response.status).toBe(200);
    const error = await failureOf(response.text());
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: 'terminated', cause: { code: 'ECONNRESET' } });
  });

  it('fails to be read when it was cut short before anybody read', async () => {
    let cut = () => {};
    const { url } = await startServer((response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('begun');
      cut = () => response.socket?.destroy();
    });
    const response = await send(url);
    cut();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await failureOf(response.text())).toMatchObject({ message: 'terminated' });
  });

  it.each([
    ['a status that is none', 'HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n'],
    ['another protocol', 'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['nothing', ''],
  ])('that is %s is a failure', async (_name, answer) => {
    const error = await failureOf(send(await rawServer(answer)));
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: 'fetch failed', cause: expect.any(Error) });
  });

  it('that does not come is a failure with the code of the platform', async () => {
    const { url } = await startServer(reset);
    expect(await failureOf(send(url))).toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(await failureOf(send(await closedPort()))).toMatchObject({
      message: 'fetch failed',
      cause: { code: 'ECONNREFUSED' },
    });
  });
});

describe('a signal over Node', () => {
  const reason = new Error('enough');

  it('keeps a request from being sent', async () => {
    const { url, requests } = await startServer(page('ok'));
    expect(await failureOf(send(url, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    const request = new Request(url, { signal: AbortSignal.abort(reason) });
    expect(await failureOf(send(request))).toBe(reason);
    expect(requests).toEqual([]);
  });

  it('ends the look-up of a host', async () => {
    const controller = new AbortController();
    let lookedUp = () => {};
    const started = new Promise<void>((resolve) => {
      lookedUp = resolve;
    });
    const network = createStoreNetwork({
      trusted: () => true,
      resolve: () => {
        lookedUp();
        return new Promise(() => undefined);
      },
    });
    const { signal } = controller;
    const waiting = failureOf(network.fetch('https://shop.example.com/', { signal }));
    await started;
    controller.abort(reason);
    expect(await waiting).toBe(reason);
  });

  it('ends the wait for an answer, and the connection', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> = Promise.resolve();
    const { url } = await startServer((response) => {
      closed = once(response, 'close');
      controller.abort(reason);
    });
    expect(await failureOf(send(url, { signal: controller.signal }))).toBe(reason);
    await closed;
    await expect
      .poll(() => getEventListeners(controller.signal, 'abort'), { interval: 2 })
      .toEqual([]);
  });

  it('ends the reading of a body, and the connection', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> = Promise.resolve();
    const { url } = await startServer((response) => {
      closed = once(response, 'close');
      response.writeHead(200).write('begun');
    });
    const response = await send(url, { signal: controller.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    const next = failureOf(reader?.read() ?? Promise.resolve());
    controller.abort(reason);
    expect(await next).toBe(reason);
    await closed;
    await expect
      .poll(() => getEventListeners(controller.signal, 'abort'), { interval: 2 })
      .toEqual([]);
  });

  it('is let go of when the answer has been read, was never read or did not come', async () => {
    const { url } = await startServer(page('ok'), page('', 204), silence);
    const { signal } = new AbortController();
    await (await send(url, { signal })).text();
    await send(url, { signal });
    await failureOf(send(await closedPort(), { signal }));
    await expect.poll(() => getEventListeners(signal, 'abort'), { interval: 2 }).toEqual([]);
  });

  it('that fires after the answer has been read changes nothing', async () => {
    const controller = new AbortController();
    const { url } = await startServer(page('ok'));
    const response = await send(url, { signal: controller.signal });
    expect(await response.text()).toBe('ok');
    controller.abort(reason);
    expect(await (await send(url)).text()).toBe('ok');
  });
});
