/**
 * A route handler of Next.js: `app/api/products/[sku]/route.ts`. It needs no type of Next, as its requests
 * and answers are those of the web.
 */
import { productAnswer } from './product-answer.js';
import { connectTo } from './store.js';

/** What Next passes along; the parameters are a promise since Next 15. */
export interface RouteContext {
  readonly params: Promise<{ readonly sku: string }>;
}

/** Answers `GET /api/products/<sku>`. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { sku } = await params;
  const { signal } = request;
  const { body, ...rest } = await productAnswer(connectTo(process.env), sku, {
    signal,
    deadlineMs: 8_000,
  });
  return new Response(body, rest);
}
