import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as products from '../../generated/resources/products.js';
import { anonymous, createClient, createMagento } from '../../src/index.js';
import { eventually, WATCHDOG_MS } from './support/bounded.js';
import { anyText } from './support/texts.js';

const sent: string[] = [];
const client = createClient({
  baseUrl: 'https://shop.example',
  auth: anonymous(),
  fetch: async (_, init) => {
    sent.push(String(init?.body));
    return Response.json({});
  },
});
const post = (body: unknown) =>
  eventually(() => client.request({ method: 'POST', path: '/V1/x', body }));

function nested(depth: number): object {
  let value: object = {};
  for (let at = 0; at < depth; at += 1) value = { value };
  return value;
}

describe('a body', { timeout: WATCHDOG_MS }, () => {
  test('of anything is sent as JSON, or refused before it is sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withBigInt: true, withNullPrototype: true }), async (body) => {
        const before = sent.length;
        const got = await post(body);
        if ('error' in got) {
          expect(got.error).toMatchObject({ code: 'INPUT' });
          expect(sent.length).toBe(before);
        }
      }),
    );
  });

  const loop: Record<string, unknown> = {};
  loop.self = loop;
  test.each([
    ['holds itself', loop],
    ['holds a BigInt', { id: 1n }],
    ['is nested 200,000 deep', nested(200_000)],
    ['holds a Map', { product: { attributes: new Map([['a', 1]]) } }],
    ['holds a Set in a list', [new Set([1])]],
    ['holds NaN', { product: { price: Number.NaN } }],
    ['holds an infinity in a list', [1, [Number.POSITIVE_INFINITY]]],
  ])('that %s is refused', async (_, body) => {
    expect(await post(body)).toMatchObject({ error: { code: 'INPUT' } });
  });

  test('may hold null, and very many members', async () => {
    expect(await post({ a: null, b: Array.from({ length: 300_000 }, () => null) })).toEqual({
      value: {},
    });
  });

  test('whose identifier is an object is refused', async () => {
    const product = { sku: Object.create(null) } as unknown as { sku: string };
    const got = await eventually(() => products.update(client, { sku: 'A', product }));
    expect(got).toMatchObject({ error: { code: 'INPUT' } });
  });

  test('that is deep and refused by the store gives the error of that', async () => {
    const refusing = createClient({
      baseUrl: 'https://shop.example',
      auth: anonymous(),
      fetch: async () => Response.json({ message: 'no' }, { status: 400 }),
    });
    const request = { method: 'POST', path: '/V1/x', body: nested(3_000) } as const;
    await expect(refusing.request(request)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('the input of an operation', () => {
  const magento = createMagento({
    baseUrl: 'https://shop.example',
    auth: anonymous(),
    fetch: async () => Response.json({}),
  });
  test('of anything is sent, or refused', async () => {
    const anyInput = fc.oneof(fc.anything(), fc.record({ sku: fc.oneof(anyText, fc.anything()) }));
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const got = await eventually(async () => magento.products.get(input as { sku: string }));
        if ('error' in got) expect(got.error).toMatchObject({ code: 'INPUT' });
      }),
    );
  });
});
