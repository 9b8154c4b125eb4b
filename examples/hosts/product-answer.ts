import * as products from '../../generated/resources/products.js';
import { type CallOptions, type Client, isMagentoError, NotFoundError } from '../../src/core.js';

/** What a visitor gets. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const answer = (status: number, body: object, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** What the public may know of a product. Visitors never see what the store says about a failure. */
export async function productAnswer(
  client: Client,
  sku: string,
  options: Pick<CallOptions, 'signal' | 'deadlineMs'>,
): Promise<Answer> {
  try {
    const fields = ['sku', 'name', 'price'] as const;
    const product = await products.get(client, { sku }, { ...options, fields });
    return answer(200, product, { 'cache-control': 'max-age=60' });
  } catch (error) {
    if (error instanceof NotFoundError) return answer(404, { error: 'There is no such product.' });
    if (!isMagentoError(error)) throw error;
    console.error(JSON.stringify(error));
    return answer(503, { error: 'The shop does not answer.' }, { 'retry-after': '5' });
  }
}
