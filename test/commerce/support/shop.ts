import { type Commerce, type CommerceOptions, commerce } from '../../../src/commerce/index.js';
import { adminToken, anonymous, createMagento, type Magento } from '../../../src/index.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/index.js';

/** A request as it left the client. */
export interface Sent {
  readonly method: string;
  /** Path below `/rest`, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

/** Comes between the client and the store: passes on, changes, or loses an answer. */
export type Meddle = (sent: Sent, pass: () => Promise<Response>) => Promise<Response> | Response;

/** A sandbox, a client that writes down what it sends, and the helpers over it. */
export interface Shop {
  readonly sandbox: Sandbox;
  readonly magento: Magento;
  readonly shop: Commerce;
  /** All but logins, oldest first. */
  readonly sent: readonly Sent[];
  /** The requests of a method and a path. */
  sentTo(method: string, path: RegExp | string): readonly Sent[];
  /** Puts something between from now on. */
  meddle(with_: Meddle): void;
}

/** Options of {@link openShop}. */
export interface ShopOptions extends CommerceOptions {
  readonly sandbox?: SandboxOptions;
  readonly caller?: 'admin' | 'guest';
}

/** The answer is lost after the store has done what it was asked. */
export const loseAnswer: Meddle = async (_, pass) => {
  await pass();
  throw new TypeError('fetch failed', { cause: new Error('socket hang up') });
};

/** Opens a shop of its own for a test. */
export function openShop({
  sandbox: settings,
  caller = 'admin',
  ...options
}: ShopOptions = {}): Shop {
  const sandbox = createSandbox({ products: 10, ...settings });
  const sent: Sent[] = [];
  let meddle: Meddle = (_, pass) => pass();

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    const request = new Request(input, init);
    const text = await request.clone().text();
    const path = url.pathname.replace(/^\/rest/, '');
    if (path.includes('/integration/')) return sandbox.fetch(request);
    const body = text === '' ? undefined : JSON.parse(text);
    const one = { method: request.method, path, query: url.searchParams, body };
    sent.push(one);
    return meddle(one, () => sandbox.fetch(request));
  };

  const auth = caller === 'admin' ? adminToken(sandbox.credentials.admin) : anonymous();
  const magento = createMagento({ baseUrl: sandbox.url, auth, fetch });
  return {
    sandbox,
    magento,
    shop: commerce(magento, options),
    sent,
    sentTo: (method, path) =>
      sent.filter(
        (one) =>
          one.method === method &&
          (typeof path === 'string' ? one.path === path : path.test(one.path)),
      ),
    meddle: (with_) => {
      meddle = with_;
    },
  };
}
