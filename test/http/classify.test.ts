import { describe, expect, it } from 'vitest';
import {
  AttemptTimeoutError,
  type ClassifiedRequest,
  classify,
  NetworkError,
  RateLimitError,
  type Verdict,
} from '../../src/core.js';
import { limitScope } from '../../src/http/classify.js';
import { latencyClass } from '../../src/http/latency-class.js';
import { listQuery } from '../../src/http/list-query.js';
import { prepareRequest, prepareSingle } from '../../src/http/prepare.js';
import { loadRecordings } from '../recordings/load.js';

const NOW = Date.UTC(2026, 10, 21, 12);
const request: ClassifiedRequest = { method: 'POST', path: '/rest/V1/products', repeat: 'never' };
const order: ClassifiedRequest = { ...request, path: '/rest/default/V1/guest-carts/4fT/order' };

const answered = (
  status: number,
  text = '{"message":"no"}',
  headers: Record<string, string> = {},
  to = request,
) => classify({ status, text, headers: new Headers(headers) }, to, NOW);

const neutral = { kind: 'neutral' } as const;
const soft = { kind: 'soft-overload' } as const;
const throttled = { kind: 'throttled' } as const;

describe('an answer', () => {
  const maintenance =
    '<title>Error 503: Service Unavailable</title><p>due to maintenance downtime or capacity problems</p>';

  it.each<[string, Verdict, Verdict]>([
    ['429', answered(429), { outcome: throttled, retry: 'any' }],
    [
      '429 of a CDN',
      answered(429, '<h1>Request limit exceeded</h1>'),
      { outcome: throttled, retry: 'any' },
    ],
    [
      '429 with Retry-After in seconds',
      answered(429, '', { 'retry-after': '7' }),
      { outcome: { ...throttled, retryAfterMs: 7_000 }, retry: 'any' },
    ],
    [
      '503 with Retry-After as a date',
      answered(503, '', { 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }),
      { outcome: { ...throttled, retryAfterMs: 30_000 }, retry: 'any' },
    ],
    [
      'the 429 of a limit on placing orders',
      answered(429, '{"message":"Too Many Requests"}', {}, order),
      { outcome: { ...throttled, scope: 'order-placement' }, retry: 'any' },
    ],
    ['503', answered(503), { outcome: throttled, retry: 'repeatable' }],
    ['the maintenance page', answered(503, maintenance), { outcome: throttled, retry: 'any' }],
    [
      'the page of a web server that limits',
      answered(503, '<title>503 Service Temporarily Unavailable</title>'),
      { outcome: throttled, retry: 'any' },
    ],
    [
      'a CDN that waited in vain, while PHP goes on',
      answered(503, '<title>503 first byte timeout</title>'),
      { outcome: throttled, retry: 'repeatable' },
    ],
    ['502', answered(502, '<h1>502</h1>'), { outcome: soft, retry: 'repeatable' }],
    ['504', answered(504, ''), { outcome: soft, retry: 'repeatable' }],
    [
      'a deadlock, which Magento calls a bad request',
      answered(400, '{"message":"Database deadlock found when trying to get lock"}'),
      { outcome: neutral, retry: 'repeatable' },
    ],
    [
      'a lock wait',
      answered(400, '{"message":"Database lock wait timeout exceeded"}'),
      { outcome: neutral, retry: 'repeatable' },
    ],
    [
      'a deadlock in a wrapped message',
      answered(500, '{"message":"SQLSTATE[40001]: Serialization failure: 1213 Deadlock found"}'),
      { outcome: neutral, retry: 'repeatable' },
    ],
    ['an ordinary 400', answered(400), { outcome: { kind: 'ok' }, retry: 'none' }],
    ['404', answered(404), { outcome: { kind: 'ok' }, retry: 'none' }],
    ['500', answered(500), { outcome: neutral, retry: 'none' }],
    ['501', answered(501), { outcome: neutral, retry: 'none' }],
    ['a redirect', answered(302, ''), { outcome: neutral, retry: 'none' }],
    [
      'the page of a firewall',
      answered(403, '<html><title>Attention Required!</title>'),
      { outcome: neutral, retry: 'none' },
    ],
    [
      'a page where an answer should be',
      answered(200, '<!doctype html>'),
      { outcome: neutral, retry: 'none' },
    ],
    ['200', answered(200, '{}'), { outcome: { kind: 'ok' }, retry: 'none' }],
  ])('like %s means what it should', (_, verdict, expected) => {
    expect(verdict).toEqual(expected);
  });

  it('of a store in maintenance is recognised as it was recorded', () => {
    const pages = loadRecordings().filter(({ response }) => response.status === 503);
    expect(pages.length).toBeGreaterThan(1);
    for (const { response } of pages) {
      expect(answered(503, String(response.body))).toEqual({ outcome: throttled, retry: 'any' });
    }
  });
});

describe('an error', () => {
  const failed = (error: unknown, sent = true) => classify({ error, sent }, request, NOW);
  const network = (code: string) =>
    new NetworkError('no', { cause: Object.assign(new Error('no'), { code }) });
  const refused = new RateLimitError({
    status: 429,
    retryAfterMs: 4_000,
    said: { message: '', template: '', parameters: undefined, errors: [], reportId: undefined },
  });

  it.each<[string, Verdict, Verdict]>([
    ['a reset', failed(network('ECONNRESET')), { outcome: soft, retry: 'repeatable' }],
    ['a refused connection', failed(network('ECONNREFUSED')), { outcome: soft, retry: 'any' }],
    ['an unknown host', failed(network('ENOTFOUND')), { outcome: neutral, retry: 'none' }],
    [
      'an attempt that took too long',
      failed(new AttemptTimeoutError('slow')),
      { outcome: { ...soft, timedOut: true }, retry: 'repeatable' },
    ],
    ['a reset login', failed(network('ECONNRESET'), false), { outcome: soft, retry: 'any' }],
    [
      'a throttled login, whose limit is its own',
      failed(refused, false),
      { outcome: { ...throttled, retryAfterMs: 4_000, scope: 'login' }, retry: 'any' },
    ],
    ['anything else', failed(new Error('mine')), { outcome: neutral, retry: 'none' }],
  ])('like %s means what it should', (_, verdict, expected) => {
    expect(verdict).toEqual(expected);
  });
});

describe('the scope of a limit', () => {
  it.each([
    ['POST', '/rest/V1/carts/mine/payment-information', 'order-placement'],
    ['PUT', '/rest/de/V1/carts/17/order', 'order-placement'],
    ['PUT', '/index.php/rest/V1/guest-carts/4fTx/order', 'order-placement'],
    ['GET', '/rest/V1/carts/mine/payment-information', undefined],
    ['POST', '/rest/V1/guest-carts/4fTx/items', undefined],
    ['PUT', '/rest/V1/orders/create', undefined],
  ])('of %s %s is %s', (method, path, scope) => {
    expect(limitScope({ method, path })).toBe(scope);
  });
});

describe('the class of a latency', () => {
  const list = {
    name: 'products.list',
    method: 'GET',
    path: '/V1/products',
    criteria: 'searchCriteria',
  } as const;
  const page = (pageSize: number) =>
    latencyClass(prepareSingle(list, {}, listQuery(list, { searchCriteria: { pageSize } })));
  const get = (path: string) => latencyClass(prepareRequest({ method: 'GET', path }));

  it('is that of the operation and the size of what is asked for', () => {
    expect(page(100)).toBe(page(120));
    expect(page(100)).not.toBe(page(20));
    expect(page(100)).toContain('products.list');
  });

  it('of a hand-written request leaves out what differs from call to call', () => {
    expect(get('/V1/acme/slots/17')).toBe(get('/V1/acme/slots/18'));
    expect(get('/V1/acme/slots/17')).not.toBe(get('/V1/acme/doors/17'));
  });
});
