/**
 * A Cloudflare Worker: `GET /products?sku=<sku>`, as SKUs may hold slashes. The settings are secrets of the
 * Worker.
 *
 * Deploy it with `wrangler deploy examples/hosts/cloudflare-worker.ts`.
 */
import { productAnswer } from './product-answer.js';
import { connectTo, type StoreEnv } from './store.js';

const worker = {
  async fetch(request: Request, env: StoreEnv): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const sku = searchParams.get('sku');
    if (pathname !== '/products' || !sku) return new Response('Not found', { status: 404 });
    // Workers may not share connections between requests, so each request has its own client.
    const client = connectTo(env);
    const { signal } = request;
    const { body, ...rest } = await productAnswer(client, sku, {
      signal,
      deadlineMs: 20_000,
    });
    return new Response(body, rest);
  },
};

export default worker;
