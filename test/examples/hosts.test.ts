import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { Miniflare } from 'miniflare';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createHandler } from '../../examples/hosts/lambda.js';
import { GET } from '../../examples/hosts/next-route.js';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/index.js';
import { sandboxEnv } from '../cli/support/sandbox-env.js';
import { closedPort } from '../support/server.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const BAG = { sku: '24-MB01', name: expect.any(String), price: 34 };

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the handler for AWS Lambda', () => {
  /** What API Gateway sends for an HTTP API, payload format 2.0. */
  const event = (sku: string) => ({
    version: '2.0',
    routeKey: 'GET /products/{sku}',
    rawPath: `/products/${sku}`,
    rawQueryString: '',
    headers: { host: 'api.example.com' },
    pathParameters: { sku },
    isBase64Encoded: false,
  });
  const context = (ms = 3_000) => ({ getRemainingTimeInMillis: () => ms });

  it('answers an event of API Gateway', async () => {
    const handler = createHandler(sandboxEnv(sandbox));
    const { statusCode, headers, body } = await handler(event('24-MB01'), context());
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toEqual(BAG);
    expect((await handler(event('no such'), context())).statusCode).toBe(404);
  });

  it('answers in the time it has, and tells visitors nothing of the store', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const away = await closedPort();
    const handler = createHandler({ ...sandboxEnv(sandbox), MAGENTO_BASE_URL: away });
    const { statusCode, headers, body } = await handler(event('24-MB01'), context(600));
    expect({ statusCode, retryAfter: headers['retry-after'] }).toEqual({
      statusCode: 503,
      retryAfter: '5',
    });
    expect(body).toBe('{"error":"The shop does not answer."}');
    expect(log).toHaveBeenCalledOnce();
  });
});

describe('the route handler for Next', () => {
  it('answers a web request', async () => {
    for (const [name, value] of Object.entries(sandboxEnv(sandbox))) vi.stubEnv(name, value);
    const get = (sku: string) =>
      GET(new Request(`https://shop.example/api/products/${sku}`), {
        params: Promise.resolve({ sku }),
      });
    const found = await get('24-MB01');
    expect(found.headers.get('cache-control')).toBe('max-age=60');
    expect(await found.json()).toEqual(BAG);
    expect((await get('no such')).status).toBe(404);
  });
});

describe('the Worker for Cloudflare', () => {
  let workerd: Miniflare;
  beforeAll(async () => {
    const { outputFiles } = buildSync({
      entryPoints: [`${root}examples/hosts/cloudflare-worker.ts`],
      bundle: true,
      format: 'esm',
      conditions: ['workerd', 'worker', 'browser'],
      target: 'es2022',
      write: false,
    });
    workerd = new Miniflare({
      modules: true,
      script: outputFiles[0]?.text ?? '',
      compatibilityDate: '2026-01-01',
      bindings: sandboxEnv(sandbox),
    });
    await workerd.ready;
  }, 60_000);
  afterAll(() => workerd.dispose());

  it('answers in workerd, without compatibility flags', async () => {
    const get = (path: string) => workerd.dispatchFetch(`https://worker.example${path}`);
    const found = await get('/products?sku=24-MB01');
    expect(found.status).toBe(200);
    expect(await found.json()).toEqual(BAG);
    expect((await get('/products?sku=no%20such')).status).toBe(404);
    expect((await get('/')).status).toBe(404);
  }, 60_000);
});
