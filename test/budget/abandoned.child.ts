// Queues 100,000 waiters on a paused budget, aborts all of them, and tells what is left behind.
import { getEventListeners } from 'node:events';
import { createBudget } from '../../src/core.js';

const WAITERS = 100_000;
const collect = (globalThis as { readonly gc?: () => void }).gc;
if (!collect) throw new Error('needs --expose-gc');

const budget = createBudget({ target: 4, queueLimit: WAITERS });

async function queueAndAbort(): Promise<{ queued: number; failed: number; listeners: number }> {
  const lanes = Array.from({ length: 100 }, (_, name) => budget.lane({ name: String(name) }));
  const controllers = Array.from({ length: WAITERS }, () => new AbortController());
  let failed = 0;
  const waits = controllers.map(({ signal }, index) =>
    budget
      .acquire({ signal, deadline: Date.now() + 600_000, lane: lanes[index % 100] })
      .catch(() => {
        failed += 1;
      }),
  );
  await new Promise((resolve) => setImmediate(resolve));
  const { queued } = budget.snapshot();
  for (const controller of controllers) controller.abort();
  await Promise.all(waits);
  return {
    queued: Object.values(queued).reduce((sum, count) => sum + count, 0),
    failed,
    listeners: controllers.reduce(
      (sum, { signal }) => sum + getEventListeners(signal, 'abort').length,
      0,
    ),
  };
}

async function heap(): Promise<number> {
  for (let i = 0; i < 4; i += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collect?.();
  }
  return process.memoryUsage().heapUsed;
}

(await budget.acquire()).settle({ kind: 'throttled', retryAfterMs: 100_000 });
// Once for what the platform sets up, then for good.
await queueAndAbort();
const before = await heap();
const found = await queueAndAbort();
const after = await heap();
const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
process.stdout.write(JSON.stringify({ ...found, before, after, timers }));
