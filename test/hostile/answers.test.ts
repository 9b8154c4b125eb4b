import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as products from '../../generated/resources/products.js';
import { readClaims } from '../../src/auth/jwt.js';
import { readErrorBody } from '../../src/errors/body.js';
import { retryAfterMs } from '../../src/http/retry-after.js';
import { scrub } from '../../src/http/scrub.js';
import { createServerTime } from '../../src/http/server-time.js';
import {
  adminToken,
  type ClientOptions,
  createClient,
  fillMessage,
  integrationBearer,
} from '../../src/index.js';
import { createFakeClock } from '../support/fake-clock.js';
import { eventually, expectLoggable, WATCHDOG_MS } from './support/bounded.js';
import { anyJsonText, anyText } from './support/texts.js';

const NOW = 1_700_000_000_000;

function clientFor(answer: () => Response, options: Partial<ClientOptions> = {}) {
  return createClient({
    baseUrl: 'https://shop.example',
    auth: integrationBearer({ token: 'abcdef0123456789' }),
    fetch: async () => answer(),
    retry: { throttled: 0, soft: 0 },
    budget: { autoRecover: false },
    ...options,
  });
}

describe('an answer', { timeout: WATCHDOG_MS }, () => {
  test('of any body and status comes as a value or as an error one can log', async () => {
    const status = fc.constantFrom(200, 400, 401, 403, 404, 429, 500, 503);
    await fc.assert(
      fc.asyncProperty(anyJsonText, status, async (text, code) => {
        const client = clientFor(() => new Response(text, { status: code }));
        const got = await eventually(() => products.get(client, { sku: 'A' }));
        if ('error' in got) expectLoggable(got.error);
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      }),
    );
  });

  test('of any bytes is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const client = clientFor(() => new Response(bytes));
        const got = await eventually(() => products.get(client, { sku: 'A' }));
        if ('error' in got) expectLoggable(got.error);
      }),
    );
  });

  test('with an error is read to a megabyte, however much there is', async () => {
    let pulled = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 65_536;
          controller.enqueue(new Uint8Array(65_536).fill(97));
        },
      });
    const client = clientFor(() => new Response(endless(), { status: 500 }));
    await expect(products.get(client, { sku: 'A' })).rejects.toMatchObject({ status: 500 });
    expect(pulled).toBeLessThan(1_300_000);
  });

  test('that repeats the secrets of a bulk is cleaned of them', async () => {
    const secrets = Array.from({ length: 5_000 }, (_, at) => `Passw0rd-${at}-secret`);
    const text = JSON.stringify({ message: `refused: ${secrets.slice(0, 50).join(' ')}` });
    expect(scrub(text, secrets)).not.toContain('Passw0rd');
  });

  test('with any headers is answered', async () => {
    const anyHeader = anyText.filter((text) => /^[\t\u0020-\u007e]*$/.test(text));
    const names = fc.constantFrom('retry-after', 'date', 'age', 'set-cookie', 'location', 'server');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(names, anyHeader), { maxLength: 6 }),
        fc.constantFrom(200, 302, 429, 503),
        async (headers, status) => {
          const client = clientFor(() => new Response('{}', { status, headers }));
          const got = await eventually(() => products.get(client, { sku: 'A' }));
          if ('error' in got) expectLoggable(got.error);
        },
      ),
    );
  });
});

describe('a message', { timeout: WATCHDOG_MS }, () => {
  test('is bounded, whatever fills it', () => {
    const values = fc.oneof(
      fc.array(fc.anything(), { maxLength: 12 }),
      fc.dictionary(anyText, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }),
    );
    fc.assert(
      fc.property(
        anyText,
        fc.jsonValue().chain(() => values),
        (template, parameters) => {
          const plain = JSON.parse(
            JSON.stringify(parameters, (_, v) => (typeof v === 'bigint' ? 0 : v)),
          );
          expect(fillMessage(template, plain).length).toBeLessThan(10_100);
        },
      ),
    );
    fc.assert(
      fc.property(anyJsonText, (text) => {
        expect(readErrorBody(text).message.length).toBeLessThan(10_100);
      }),
    );
  });

  test('has its placeholders filled, the longest name first', () => {
    expect(fillMessage('%a, %ab, %10 and %', { a: 'A', ab: 'AB', 10: 'ten' })).toBe(
      'A, AB, ten and %',
    );
    expect(
      fillMessage(
        '%1%10',
        Array.from({ length: 10 }, (_, at) => at),
      ),
    ).toBe('09');
  });
});

describe('times of a store', () => {
  test('to wait are from nothing to ten years, or unknown', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789.'), maxLength: 400 });
    const dates = fc.date({ noInvalidDate: true }).map((date) => date.toUTCString());
    const plain = fc.string({ unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(fc.oneof(digits, dates, plain), (text) => {
        const ms = retryAfterMs(new Headers({ 'retry-after': text }), NOW);
        if (ms === undefined) return;
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(10 * 365 * 86_400_000);
      }),
    );
    expect(retryAfterMs(new Headers({ 'retry-after': '9'.repeat(400) }), NOW)).toBe(
      315_360_000_000,
    );
    expect(retryAfterMs(new Headers({ 'retry-after': '2' }), NOW)).toBe(2000);
  });

  test.each(['1', '2099', 'January', 'Sat, 01 Jan 99999 00:00:00 GMT', '-1', 'Foo'])(
    'are not learnt from the date %j',
    (date) => {
      const time = createServerTime(createFakeClock(NOW));
      time.learn(new Headers({ date }));
      expect(time.skewMs()).toBe(0);
    },
  );
});

describe('a token', () => {
  const encode = (claims: unknown) => `a.${btoa(JSON.stringify(claims))}.b`;

  test('of any content is read to times that are dates, or not at all', () => {
    const number = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.constantFrom(1e308, -1, 8.64e12, 8.65e12),
    );
    const claims = fc.record({ iat: number, exp: number, uid: fc.anything() }).map((all) => {
      const { iat, exp } = all;
      return encode({ iat, exp, uid: String(typeof all.uid) });
    });
    const wild = fc.string({ unit: fc.constantFrom(...'abc.=-_'), maxLength: 200 });
    fc.assert(
      fc.property(fc.oneof(claims, wild, fc.constant('.'.repeat(65_536))), (token) => {
        const read = readClaims(token);
        if (!read) return;
        expect(new Date(read.expiresAt).toISOString()).toBeTypeOf('string');
        expect(read.expiresAt).toBeGreaterThan(read.issuedAt);
      }),
    );
    expect(() => adminToken({ token: encode({ iat: 1, exp: 1e300 }) })).not.toThrow();
  });

  test.each(['', 'a b', 'a\r\nx-evil: 1', 'ł', 5, null, [], {}])(
    'that is %j is refused when a store answers a login with it',
    async (token) => {
      const client = clientFor(() => Response.json(token), {
        auth: adminToken({ username: 'u', password: 'p' }),
      });
      await expect(products.get(client, { sku: 'A' })).rejects.toMatchObject({
        code: 'RESPONSE_FORMAT',
      });
    },
  );
});
