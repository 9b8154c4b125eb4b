import { describe, expect, it } from 'vitest';
import { AttemptTimeoutError, NetworkError, ServerError } from '../../../src/errors/index.js';
import { createPageSize } from '../../../src/search/walk/page-size.js';
import { createRowStore, numbers, rowsOf } from './support/row-store.js';
import { connect, walkThrough } from './support/walking.js';

const said = {
  message: 'no',
  template: 'no',
  parameters: undefined,
  errors: [],
  reportId: undefined,
};
const sizesOf = ({ asked }: ReturnType<typeof createRowStore>) =>
  asked.map(({ pageSize }) => pageSize);

describe('the page size', () => {
  it('is 100 unless another is asked for', async () => {
    const store = createRowStore(rowsOf(numbers(1, 150)));
    await walkThrough(connect(store).products.pages());
    expect(sizesOf(store)).toEqual([100, 100]);
  });

  it.each([{}, { mode: 'offset' }, { parallel: 2 }] as const)(
    'is what the store names as its largest from then on, for this client and list (%o)',
    async (options) => {
      const store = createRowStore(rowsOf(numbers(1, 90)), { maximumPageSize: 20 });
      const { products, orders } = connect(store);
      const { items } = await walkThrough(products.pages({}, options));
      expect(items).toHaveLength(90);
      expect(sizesOf(store).filter((size = 0) => size > 20).length).toBeLessThanOrEqual(2);
      const before = store.asked.length;
      expect((await walkThrough(products.pages({}, options))).items).toHaveLength(90);
      expect(
        sizesOf(store)
          .slice(before)
          .every((size = 0) => size <= 20),
      ).toBe(true);
      await walkThrough(products.pages({ pageSize: 7 }, options));
      expect(store.asked.at(-1)?.pageSize).toBeLessThanOrEqual(7);
      const other = store.asked.length;
      await walkThrough(orders.pages());
      expect(store.asked[other]?.pageSize).toBe(100);
    },
  );

  it('is learnt in the store’s own language', async () => {
    const store = createRowStore(rowsOf(numbers(1, 30)));
    const whole = store.answer;
    store.answer = (url) =>
      url.includes('pageSize%5D=100')
        ? { status: 400, body: '{"message":"H\\u00f6chstens %max","parameters":{"max":"12"}}' }
        : whole(url);
    expect((await walkThrough(connect(store).products.pages())).items).toHaveLength(30);
    expect(sizesOf(store)).toEqual([12, 12, 12]);
  });

  it('is no matter of other complaints', async () => {
    const store = createRowStore([]);
    const parameters = { type: 'Filter', max: 5 };
    store.answer = () => ({ status: 400, body: JSON.stringify({ message: '%max', parameters }) });
    const { error } = await walkThrough(connect(store).products.pages());
    expect(error).toMatchObject({ code: 'BAD_REQUEST', status: 400 });
  });

  it('is halved by failures down to 1, and doubled after four good pages up to what was asked', async () => {
    const store = createRowStore(rowsOf(numbers(1, 200)));
    const whole = store.answer;
    const tried: number[] = [];
    let failures = 4;
    store.answer = (url) => {
      tried.push(Number(/pageSize%5D=(\d+)/.exec(url)?.[1]));
      failures -= 1;
      return failures >= 0 ? { status: 504, body: 'late' } : whole(url);
    };
    const walk = connect(store, { retry: { soft: 0 } }).products.pages({ pageSize: 16 });
    expect((await walkThrough(walk)).items).toHaveLength(200);
    expect(tried.slice(0, 20)).toEqual([
      ...[16, 8, 4, 2],
      ...[1, 1, 1, 1],
      ...[2, 2, 2, 2],
      ...[4, 4, 4, 4],
      ...[8, 8, 8, 8],
    ]);
    expect(tried.at(-1)).toBe(16);
  });

  it('is tried smaller only after the client’s own retries', async () => {
    const store = createRowStore(rowsOf(numbers(1, 19)));
    const whole = store.answer;
    const tried: string[] = [];
    store.answer = (url) => {
      tried.push(/pageSize%5D=(\d+)/.exec(url)?.[1] ?? '');
      return tried.length <= 3 ? { status: 502, body: '' } : whole(url);
    };
    const walk = connect(store, { retry: { soft: 2 } }).products.pages({ pageSize: 20 });
    expect((await walkThrough(walk)).items).toHaveLength(19);
    expect(tried).toEqual(['20', '20', '20', '10', '10']);
  });

  it('stays the same for failures that it cannot have caused', () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const wait = { status: 503, said, retryAfterMs: 5_000 };
    const size = createPageSize(64, 'products.list');
    for (const error of [
      new NetworkError('refused', { cause: refused }),
      new ServerError(wait),
      new Error('something else'),
      'a reason',
    ]) {
      expect(size.failed(64, error)).toBe(false);
      expect(size.current).toBe(64);
    }
    expect(size.failed(64, new AttemptTimeoutError('late'))).toBe(true);
    expect(size.current).toBe(32);
    expect(size.failed(1, new AttemptTimeoutError('late'))).toBe(false);
  });

  it('falls once when several pages of the same size fail together', () => {
    const size = createPageSize(64, 'products.list');
    for (let page = 0; page < 4; page++) size.failed(64, new AttemptTimeoutError('late'));
    expect(size.current).toBe(32);
  });
});
