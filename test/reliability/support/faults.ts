import type { Fault, Sandbox } from '../../../src/sandbox/index.js';
import { broken, type Fetch } from '../../bulk/shop.js';

/** Something that goes wrong once, with the first request it is about. */
export interface FaultCase {
  readonly name: string;
  /** Makes it go wrong with the first request that fits. */
  readonly arm: (sandbox: Sandbox, about: About) => Armed;
}

/** A fault that waits for its request. */
export interface Armed {
  /** What the client fetches with. */
  readonly fetch: Fetch;
  /** Whether a request has met it. */
  readonly met: () => boolean;
}

/** Which requests a fault is about. */
export interface About {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** How their paths begin. */
  readonly path: string;
}

const fits = ({ method, path }: About, request: Request) =>
  request.method === method && new URL(request.url).pathname.startsWith(path);

type Meet = (fetch: Fetch, ...request: Parameters<Fetch>) => ReturnType<Fetch>;

const onTheWay = (name: string, meet: Meet): FaultCase => ({
  name,
  arm({ fetch }, about) {
    let met = false;
    return {
      met: () => met,
      fetch(input, init) {
        if (met || !fits(about, new Request(input, init))) return fetch(input, init);
        met = true;
        return meet(fetch, input, init);
      },
    };
  },
});

const byStore = (name: string, fault: Omit<Fault, 'next' | 'path' | 'method'>): FaultCase => ({
  name,
  arm(sandbox, about) {
    sandbox.configure({ faults: [{ ...fault, ...about, next: 1 }] });
    return { fetch: sandbox.fetch, met: () => sandbox.requests.some((one) => one.fault) };
  },
});

/** Never answers, as a store whose PHP is stuck; ends with the signal. */
function silence(init: RequestInit | undefined): Promise<never> {
  return new Promise((_, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason), { once: true });
  });
}

const page = (status: number, title: string, headers: Record<string, string> = {}) =>
  new Response(`<html><head><title>${title}</title></head></html>`, {
    status,
    headers: { 'content-type': 'text/html', ...headers },
  });

/** The kinds of fault, from those the store never sees to those it causes itself. */
export const FAULTS: readonly FaultCase[] = [
  onTheWay('connection refused', () => Promise.reject(broken('ECONNREFUSED'))),
  byStore('connection reset, nothing done', { kind: 'reset', loses: 'request' }),
  byStore('connection reset, all done', { kind: 'reset', loses: 'answer' }),
  byStore('answer cut in the middle', { kind: 'cutBody' }),
  onTheWay('all done, but no answer within a minute', async (fetch, input, init) => {
    await fetch(input, init);
    return silence(init);
  }),
  onTheWay('429 with `Retry-After: 2`', async () =>
    page(429, 'Too Many Requests', { 'retry-after': '2' }),
  ),
  byStore('503, maintenance', { kind: 'maintenance' }),
  byStore('502, nothing done', { kind: 'badGateway' }),
  byStore('502, all done', { kind: 'badGateway', loses: 'answer' }),
  byStore('500 of Magento, nothing done', { kind: 'internalError' }),
  byStore('403 of a firewall', { kind: 'firewall' }),
  byStore('200 with a web page, nothing done', { kind: 'htmlPage' }),
];
