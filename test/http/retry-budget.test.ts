import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRetryBudget } from '../../src/http/retry-budget.js';

function setUp() {
  let now = 0;
  const budget = createRetryBudget({ now: () => now });
  const takeAll = () => {
    let taken = 0;
    while (budget.take()) taken += 1;
    return taken;
  };
  return {
    budget,
    takeAll,
    advance(ms: number) {
      now += ms;
    },
  };
}

it('starts with 20 tokens, and refuses when they are spent', () => {
  expect(setUp().takeAll()).toBe(20);
});

it('gains one token a second and a tenth per success, up to 20', () => {
  const { budget, takeAll, advance } = setUp();
  takeAll();
  advance(3_500);
  expect(takeAll()).toBe(3);
  for (let i = 0; i < 11; i += 1) budget.succeeded();
  expect(takeAll()).toBe(1);
  advance(3_600_000);
  expect(takeAll()).toBe(20);
});

it('holds from 0 to 20 tokens, whatever happens', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('take' as const) }),
    fc.record({ do: fc.constant('succeed' as const) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: -5_000, max: 60_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const { budget, takeAll, advance } = setUp();
      for (const one of steps) {
        if (one.do === 'take') budget.take();
        else if (one.do === 'succeed') budget.succeeded();
        else advance(one.ms);
      }
      expect(takeAll()).toBeLessThanOrEqual(20);
      expect(budget.take()).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});
