import { describe, expect, it } from 'vitest';
import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { createFakeClock } from '../support/fake-clock.js';
import { adminToken } from './ask.js';
import { products } from './list-url.js';

const cost = { baseMs: 100, perRowMs: 10, perSkippedRowMs: 1, perCountedRowMs: 0.5 };

/** A store of 1,000 products and more, where nothing has cost anything yet. */
async function shop(options: SandboxOptions = {}) {
  const clock = createFakeClock();
  const sandbox = createSandbox({ products: 10, generatedProducts: 1000, clock, ...options });
  const token = await adminToken(sandbox);
  const { total_count } = (await products(sandbox, token, { pageSize: 1 })).body;
  return { sandbox, token, clock, total: total_count as number };
}

/** Whether a promise settles when so much time passes. */
async function settlesWithin(
  answer: Promise<unknown>,
  clock: ReturnType<typeof createFakeClock>,
  ms: number,
): Promise<boolean> {
  let settled = false;
  answer.then(
    () => {
      settled = true;
    },
    () => undefined,
  );
  await clock.advance(ms);
  return settled;
}

describe('what answers cost', () => {
  it('is nothing, unless it is switched on', async () => {
    const { sandbox, token, clock } = await shop();
    await products(sandbox, token, { pageSize: 10 });
    expect(clock.pending).toBe(0);
  });

  it('grows with the rows answered, skipped and counted', async () => {
    const { sandbox, token, clock, total } = await shop();
    sandbox.configure({ cost });
    const asked = { sorts: ['entity_id'], pageSize: 20, currentPage: 11 };
    const expected = 100 + 20 * 10 + 200 * 1 + total * 0.5;
    expect(await settlesWithin(products(sandbox, token, asked), clock, expected - 1)).toBe(false);
    expect(await settlesWithin(products(sandbox, token, asked), clock, expected)).toBe(true);
  });

  it('is the same for every page of a keyset but for the count', async () => {
    const { sandbox, token, clock, total } = await shop();
    const { items } = (await products(sandbox, token, { sorts: ['-entity_id'], pageSize: 21 }))
      .body;
    sandbox.configure({ cost: { ...cost, perCountedRowMs: 0 } });
    const pageAfter = (id: number) => ({
      filters: [['entity_id', 'gt', String(id)]] as const,
      sorts: ['entity_id'],
      pageSize: 20,
    });
    for (const id of [0, items.at(-1).id]) {
      expect(await settlesWithin(products(sandbox, token, pageAfter(id)), clock, 299)).toBe(false);
      expect(await settlesWithin(products(sandbox, token, pageAfter(id)), clock, 300)).toBe(true);
    }
    expect(total).toBeGreaterThan(1000);
  });

  it('defaults to what a real store took', async () => {
    const { sandbox, token, clock, total } = await shop({ cost: false });
    sandbox.configure({ cost: true });
    const expected = 55 + 10 * 100 + total * 0.001;
    const answer = products(sandbox, token, { pageSize: 100 });
    expect(await settlesWithin(answer, clock, expected - 1)).toBe(false);
    expect(await settlesWithin(answer, clock, 1)).toBe(true);
  });

  it('is not waited for after the caller has gone', async () => {
    const { sandbox, clock } = await shop();
    sandbox.configure({ cost });
    const controller = new AbortController();
    const { signal } = controller;
    const call = sandbox.fetch(`${sandbox.url}/rest/V1/directory/countries`, { signal });
    const outcome = expect(call).rejects.toThrow(/abort/i);
    await clock.advance(50);
    expect(clock.pending).toBe(1);
    controller.abort();
    await outcome;
    expect(clock.pending).toBe(0);
  });
});
