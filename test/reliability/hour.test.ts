import { expect, onTestFinished, test } from 'vitest';
import * as orders from '../../generated/resources/orders.js';
import * as products from '../../generated/resources/products.js';
import { adminToken } from '../../src/auth/admin-token.js';
import { createBudget, createClient } from '../../src/core.js';
import { isMagentoError } from '../../src/errors/index.js';
import { createSandbox, type FaultKind } from '../../src/sandbox/index.js';
import { passTime, rename } from '../bulk/shop.js';
import { createFakeClock } from '../support/fake-clock.js';

const HOUR_MS = 3_600_000;
const EVERY_MS = 1_500;
const KINDS: readonly FaultKind[] = ['reset', 'cutBody', 'badGateway', 'internalError', 'htmlPage'];

/** Numbers from 0 up to 1, the same in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test('an hour of traffic through faults, refusals and ended tokens loses nothing and leaves nothing', async () => {
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', note);
  onTestFinished(() => {
    process.off('unhandledRejection', note);
  });
  const clock = createFakeClock();
  const random = numbers(7);
  const sandbox = createSandbox({
    products: 30,
    clock,
    tokenLifetimeMinutes: 20,
    capacity: { concurrent: 3, status: 429, retryAfter: 1 },
    latency: () => 500 + 3_000 * random(),
    faults: KINDS.map((kind) => ({ kind, rate: 0.01 })),
  });
  const budget = createBudget({ clock, random });
  const clients = ['catalogue', 'orders', 'support'].map((name) =>
    createClient({
      baseUrl: sandbox.url,
      auth: adminToken(sandbox.credentials.admin),
      fetch: sandbox.fetch,
      clock,
      random,
      budget,
      name,
    }),
  );
  const [catalogue, sales, support] = clients as [
    (typeof clients)[0],
    (typeof clients)[0],
    (typeof clients)[0],
  ];
  const told = { answered: 0, failed: 0 };
  const added = new Map<string, 'answered' | 'failed'>();
  const calls: Promise<unknown>[] = [];

  async function make(at: number): Promise<void> {
    const text = `comment ${at}`;
    const statusHistory = {
      comment: text,
      is_customer_notified: 0,
      is_visible_on_front: 0,
      parent_id: 1,
    };
    const kinds = [
      () => products.get(support, { sku: '24-MB01' }),
      () => products.update(catalogue, rename('24-MB02', `name ${at}`)),
      () => orders.addComment(sales, { id: 1, statusHistory }),
      () => products.list(support, { searchCriteria: { pageSize: 5 } }),
    ];
    const kind = at % kinds.length;
    try {
      await kinds[kind]?.();
      told.answered += 1;
      if (kind === 2) added.set(text, 'answered');
    } catch (error) {
      if (!isMagentoError(error)) throw error;
      told.failed += 1;
      if (kind === 2) added.set(text, 'failed');
    }
  }

  const started = HOUR_MS / EVERY_MS;
  for (let at = 0; at < started; at += 1) {
    calls.push(make(at));
    await clock.advance(EVERY_MS);
  }
  await passTime(clock, Promise.all(calls));
  sandbox.configure({ faults: [], capacity: false });

  expect(told.answered + told.failed).toBe(started);
  expect(told.failed).toBeLessThan(started * 0.05);
  const { items } = await passTime(clock, orders.listComments(sales, { id: 1 }));
  const texts = items.map(({ comment }) => String(comment)).filter((text) => added.has(text));
  expect(new Set(texts).size).toBe(texts.length);
  for (const [text, ending] of added) if (ending === 'answered') expect(texts).toContain(text);
  const logins = sandbox.requests.filter(({ path }) => path.endsWith('/token'));
  expect(logins.length).toBeGreaterThanOrEqual(clients.length * 3);
  expect(sandbox.requests.filter(({ fault }) => fault).length).toBeGreaterThan(50);
  const { inFlight, queued } = budget.snapshot();
  expect([inFlight, ...Object.values(queued)].every((count) => count === 0)).toBe(true);
  expect(clock.pending).toBe(0);
  expect(rejections).toEqual([]);
}, 120_000);
