import { once } from 'node:events';
import { connect } from 'node:http2';
import { Readable } from 'node:stream';
import fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fastifyRoute } from '../../../src/installations/node.js';

const started = async (app: ReturnType<typeof fastify>) => {
  onTestFinished(() => app.close());
  return app.listen({ port: 0, host: '127.0.0.1' });
};

describe('a route in Fastify', () => {
  it("leaves the app's own parsers and routes alone", async () => {
    const app = fastify();
    await app.register(
      fastifyRoute('/callback', async (request) => new Response(await request.text())),
    );
    app.post('/json', async (request) => ({ got: request.body }));
    const url = await started(app);
    const post = (path: string, type: string, body: string) =>
      fetch(url + path, { method: 'POST', headers: { 'content-type': type }, body });

    expect(await (await post('/json', 'application/json', '{"a":1}')).json()).toEqual({
      got: { a: 1 },
    });
    expect((await post('/json', 'application/x-www-form-urlencoded', 'a=1')).status).toBe(415);
    expect(await (await post('/callback', 'application/json', '{"a": 1}')).text()).toBe('{"a": 1}');
  });

  it('takes the methods it is given', async () => {
    const app = fastify();
    const handle = async ({ method }: Request) => new Response(method);
    await app.register(fastifyRoute('/callback', handle, { methods: ['POST', 'DELETE'] }));
    const url = `${await started(app)}/callback`;
    expect(await (await fetch(url, { method: 'DELETE' })).text()).toBe('DELETE');
    expect((await fetch(url)).status).toBe(404);
  });

  it("is below the app's public origin", async () => {
    const app = fastify();
    const handle = async ({ url }: Request) => new Response(url);
    const origin = 'https://app.example.com';
    await app.register(fastifyRoute('/callback', handle, { origin }), { prefix: '/outer' });
    const url = await started(app);
    const response = await fetch(`${url}/outer/callback?a=1`);
    expect(await response.text()).toBe('https://app.example.com/outer/callback?a=1');
    expect(() => fastifyRoute('/callback', handle, { origin: 'a' })).toThrow('must be an origin');
  });

  it('answers an injected request', async () => {
    const app = fastify();
    await app.register(
      fastifyRoute('/callback', async (request) => new Response(await request.text())),
    );
    const response = await app.inject({ method: 'POST', url: '/callback', body: 'a=1' });
    expect([response.statusCode, response.body]).toEqual([200, 'a=1']);
    await app.close();
  });

  it('gets the body that a hook of the app has put in the place of what was sent', async () => {
    const app = fastify();
    app.addHook('preParsing', async () => Readable.from([Buffer.from('b=2')]));
    await app.register(
      fastifyRoute('/callback', async (request) => new Response(await request.text())),
    );
    const url = await started(app);
    const response = await fetch(`${url}/callback`, { method: 'POST', body: 'a=1' });
    expect(await response.text()).toBe('b=2');
  });

  it('answers over HTTP/2', async () => {
    const app = fastify({ http2: true });
    const handle = async (request: Request) =>
      new Response(`${request.url} ${await request.text()}`);
    await app.register(fastifyRoute('/callback', handle));
    onTestFinished(() => app.close());
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const session = connect(url);
    onTestFinished(() => session.close());
    const stream = session.request({ ':method': 'POST', ':path': '/callback?a=1' });
    stream.end('b=2');
    const [headers] = await once(stream, 'response');
    expect(headers[':status']).toBe(200);
    expect(String(Buffer.concat(await stream.toArray()))).toBe(`${url}/callback?a=1 b=2`);
  });

  it("logs the handler's error, and tells the client nothing of it", async () => {
    const lines: string[] = [];
    const app = fastify({
      logger: { level: 'error', stream: { write: (line) => lines.push(line) } },
    });
    await app.register(fastifyRoute('/callback', () => Promise.reject(new Error('a fault'))));
    const response = await fetch(`${await started(app)}/callback`);
    expect([response.status, await response.text()]).toEqual([500, 'Internal Server Error']);
    expect(lines.join('')).toContain('a fault');
  });
});
