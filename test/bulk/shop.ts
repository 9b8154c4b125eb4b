import type { CreateInput, UpdateInput } from '../../generated/resources/products.js';
import { adminToken } from '../../src/auth/admin-token.js';
import type { Client, ClientOptions } from '../../src/core.js';
import { createClient } from '../../src/core.js';
import {
  createSandbox,
  type LoggedRequest,
  type Sandbox,
  type SandboxOptions,
} from '../../src/sandbox/index.js';
// Loaded beforehand, as a clock that moves on its own does not wait for that.
import '../../src/bulk/engine/follow.js';
import '../../src/bulk/engine/run.js';
import { createFakeClock, type FakeClock } from '../support/fake-clock.js';

/** What carries requests. */
export type Fetch = typeof globalThis.fetch;

/** A sandbox without a socket, a client in front of it, and one clock for both. */
export interface Shop {
  readonly sandbox: Sandbox;
  readonly client: Client;
  readonly clock: FakeClock;
  /** Lets time pass until a promise is settled. */
  readonly settled: <T>(promise: Promise<T>) => Promise<T>;
}

/**
 * Opens a shop. Its queue is worked off as fast as time passes.
 * @param wire put around the sandbox's fetch
 */
export function openShop(
  options: SandboxOptions = {},
  client: Partial<ClientOptions> = {},
  wire: (fetch: Fetch) => Fetch = (fetch) => fetch,
): Shop {
  const clock = createFakeClock();
  const sandbox = createSandbox({ products: 10, clock, ...options });
  return {
    sandbox,
    clock,
    client: createClient({
      baseUrl: sandbox.url,
      auth: adminToken(sandbox.credentials.admin),
      fetch: wire(sandbox.fetch),
      clock,
      random: () => 0.5,
      ...client,
    }),
    settled: (promise) => passTime(clock, promise),
  };
}

/** Moves a clock until a promise is settled. */
export async function passTime<T>(clock: FakeClock, promise: Promise<T>): Promise<T> {
  let over = false;
  const end = () => {
    over = true;
  };
  promise.then(end, end);
  for (let round = 0; !over; round += 1) {
    if (round > 20_000) throw new Error('Time passes, and nothing comes of it.');
    await clock.advance(100);
  }
  return promise;
}

/** A product that the shop takes. */
export const product = (sku: string, rest: object = {}): CreateInput => ({
  product: { sku, name: `P ${sku}`, price: 3.5, attribute_set_id: 4, type_id: 'simple', ...rest },
});

/** So many products, by number. */
export const products = (count: number, rest: object = {}): CreateInput[] =>
  Array.from({ length: count }, (_, number) => product(`IMP-${number}`, rest));

/** An update as a JavaScript program may write it, without the SKU in the product. */
export const rename = (sku: string, name: string): UpdateInput =>
  ({ sku, product: { name } }) as unknown as UpdateInput;

/** All results of a job. */
export async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const result of results) all.push(result);
  return all;
}

/** Requests whose path contains a text. */
export const sentTo = (sandbox: Sandbox, text: string): LoggedRequest[] =>
  sandbox.requests.filter(({ path }) => path.includes(text));

/** What fetch throws when a connection breaks. */
export const broken = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

/** Loses the answers of some writes: the store has done them, and the connection breaks. */
export const losing =
  (isLost: (path: string, count: number) => boolean) =>
  (fetch: Fetch): Fetch => {
    let count = 0;
    return async (input, init) => {
      const { method, url } = new Request(input, init);
      const answer = await fetch(input, init);
      if (method === 'GET' || url.includes('/token')) return answer;
      count += 1;
      if (isLost(new URL(url).pathname, count)) throw broken('ECONNRESET');
      return answer;
    };
  };
