import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BudgetOptions } from '../../src/core.js';
import { anyStep, createPlayer, type Player, type Step } from './support/schedule.js';
import { ok, recorder, settlePromises, setUp } from './support/set-up.js';

const RUNS = 1_000;

const anyOptions: fc.Arbitrary<BudgetOptions> = fc.record({
  target: fc.integer({ min: 1, max: 12 }),
  autoRecover: fc.boolean(),
  queueLimit: fc.integer({ min: 1, max: 20 }),
});

/** Plays random schedules and looks at the budget after each step. */
async function always(
  check: (player: Player, step: Step) => void,
  options: fc.Arbitrary<BudgetOptions> = anyOptions,
  step: fc.Arbitrary<Step> = anyStep(),
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      options,
      fc.array(step, { maxLength: 40, size: 'max' }),
      async (made, steps) => {
        const player = createPlayer(made);
        for (const one of steps) {
          await player.play(one);
          check(player, one);
        }
        await player.leave();
      },
    ),
    { numRuns: RUNS },
  );
}

describe('over random schedules', () => {
  it('a grant never exceeds the level, but for a single dear one', async () => {
    await always(({ grants }) => {
      for (const { asked, level, inFlight } of grants) {
        expect(inFlight === 0 || inFlight + asked.cost <= level).toBe(true);
      }
    });
  });

  it('the level stays from 1 to the target, and at the target without auto-recover', async () => {
    await always(({ snapshot }) => {
      const { level, target, autoRecover, ceiling } = snapshot();
      expect(level).toBeGreaterThanOrEqual(autoRecover ? 1 : target);
      expect(level).toBeLessThanOrEqual(target);
      expect(ceiling).toBeLessThanOrEqual(target);
    });
  });

  it('each lane is served in order, band by band', async () => {
    const order = new WeakMap<Player, number>();
    await always((player) => {
      const { asked, grants } = player;
      for (const { asked: one } of grants.slice(order.get(player) ?? 0)) {
        const earlier = asked
          .slice(0, asked.indexOf(one))
          .filter((other) => other.lane === one.lane && other.priority === one.priority);
        expect(earlier.filter(({ state }) => state === 'waiting')).toEqual([]);
      }
      order.set(player, grants.length);
    });
  });

  it('nobody waits beside a free permit', async () => {
    await always(
      ({ snapshot, waiting }) => {
        const { level, inFlight, pausedUntil } = snapshot();
        if (waiting().length > 0 && pausedUntil === null) {
          expect(inFlight).toBeGreaterThanOrEqual(level);
        }
      },
      anyOptions,
      anyStep({ dearest: 1 }),
    );
  });

  it('what is in flight is what was granted and not given back', async () => {
    await always(({ snapshot, cost, waiting }) => {
      const { inFlight, queued } = snapshot();
      expect(inFlight).toBe(cost());
      const counted = Object.values(queued).reduce((sum, count) => sum + count, 0);
      expect(counted).toBe(waiting().length);
    });
  });

  it('the queue never exceeds its bound', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(anyStep(), { maxLength: 40, size: 'max' }),
        async (queueLimit, steps) => {
          const player = createPlayer({ target: 2, queueLimit });
          for (const step of steps) {
            await player.play(step);
            expect(player.waiting().length).toBeLessThanOrEqual(queueLimit);
          }
          await player.leave();
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('nobody is granted a permit during a pause, and none is shortened', async () => {
    const seen = new WeakMap<Player, { grants: number; until: number }>();
    await always((player, step) => {
      const { grants, snapshot, clock } = player;
      const { until, grants: before } = seen.get(player) ?? { until: 0, grants: 0 };
      const { pausedUntil, autoRecover } = snapshot();
      const ended = step.do === 'configure' && !autoRecover;
      if (!ended) {
        for (const { at } of grants.slice(before)) expect(at).toBeGreaterThanOrEqual(until);
        if (until > clock.now()) expect(pausedUntil).toBeGreaterThanOrEqual(until);
      }
      seen.set(player, { grants: grants.length, until: pausedUntil ?? 0 });
    });
  });

  it('nobody waits past a deadline, or for a pause that outlasts it', async () => {
    await always(({ waiting, clock, snapshot }) => {
      for (const { deadline } of waiting()) {
        if (deadline === undefined) continue;
        expect(deadline).toBeGreaterThan(clock.now());
        expect(deadline).toBeGreaterThanOrEqual(snapshot().pausedUntil ?? 0);
      }
    });
  });

  it('aborting and settling everything leaves no entry, listener or timer', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyOptions,
        fc.array(anyStep(), { maxLength: 40, size: 'max' }),
        async (options, steps) => {
          const player = createPlayer(options);
          for (const step of steps) await player.play(step);
          expect(await player.leave()).toEqual({ timers: 0, listeners: 0, inFlight: 0, queued: 0 });
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('closing settles every wait and leaves no timer', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyOptions,
        fc.array(anyStep(), { maxLength: 40, size: 'max' }),
        async (options, steps) => {
          const player = createPlayer(options);
          for (const step of steps) await player.play(step);
          await player.budget.close();
          await settlePromises();
          expect(player.waiting()).toEqual([]);
          expect(player.clock.pending).toBe(0);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('little traffic never raises the level', async () => {
    const { budget, clock } = setUp({ target: 20 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.nat(900), async (count, ms) => {
        const permits = await Promise.all(Array.from({ length: count }, () => budget.acquire()));
        await clock.advance(ms);
        for (const permit of permits) permit.settle(ok);
        expect(budget.snapshot().level).toBe(8);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('turns', () => {
  it('of busy lanes of equal weight differ by one at most, over any stretch', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 2, max: 5 }),
        fc.array(fc.nat(5), { minLength: 20, maxLength: 40 }),
        async (target, lanes, settles) => {
          const { budget } = setUp({ target, autoRecover: false });
          const { granted, permits, ask } = recorder(budget);
          const blockers = await Promise.all(
            Array.from({ length: target }, () => budget.acquire()),
          );
          for (let lane = 0; lane < lanes; lane += 1) {
            const queue = budget.lane({ name: String(lane) });
            for (let i = 0; i < 60; i += 1)
              ask(String(lane), { lane: queue }).catch(() => undefined);
          }
          for (const blocker of blockers) blocker.settle(ok);
          for (const index of settles) {
            await settlePromises();
            permits.splice(index % permits.length, 1)[0]?.settle(ok);
          }
          await settlePromises();
          for (let one = 1; one < lanes; one += 1) {
            let lead = 0;
            const leads = granted.map((lane) => {
              if (lane === '0') lead += 1;
              if (lane === String(one)) lead -= 1;
              return lead;
            });
            expect(Math.max(0, ...leads) - Math.min(0, ...leads)).toBeLessThanOrEqual(1);
          }
          await budget.close();
        },
      ),
      { numRuns: RUNS },
    );
  }, 60_000);

  it('come to everybody within a bound set by lanes and weights', async () => {
    const wish = fc.record({
      lane: fc.nat(2),
      priority: fc.constantFrom('high' as const, 'normal' as const, 'bulk' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 40 }), async (wishes) => {
        const { budget } = setUp({ target: 1 });
        const weights = [1, 2, 3];
        const lanes = weights.map((weight) => budget.lane({ name: String(weight), weight }));
        const { granted, ask, settleNext } = recorder(budget);
        const blocker = await budget.acquire();
        const ahead = wishes.map(
          (one, index) =>
            wishes
              .slice(0, index)
              .filter(({ lane, priority }) => lane === one.lane && priority === one.priority)
              .length,
        );
        for (const [index, { lane, priority }] of wishes.entries()) {
          ask(String(index), { lane: lanes[lane], priority });
        }
        blocker.settle(ok);
        await settlePromises();
        while (granted.length < wishes.length) await settleNext();
        for (const [index, count] of ahead.entries()) {
          // A round of the bands is 13 grants, one of the lanes 6.
          expect(granted.indexOf(String(index))).toBeLessThan((count + 1) * 13 * 6);
        }
      }),
      { numRuns: RUNS },
    );
  }, 60_000);
});

/** A task that runs others inside, perhaps after it has given its permit back. */
interface Work {
  readonly settles: boolean;
  readonly inner: readonly Work[];
}

const anyWork = fc.letrec<{ work: Work }>((tie) => ({
  work: fc.record({
    settles: fc.boolean(),
    inner: fc.oneof(
      { maxDepth: 4 },
      fc.constant([]),
      fc.array(tie('work'), { minLength: 1, maxLength: 3 }),
    ),
  }),
})).work;

const isFine = ({ settles, inner }: Work): boolean =>
  inner.length === 0 || (settles && inner.every(isFine));

describe('nested work', () => {
  it('never hangs: it is done or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), anyWork, async (target, tree) => {
        const { budget } = setUp({ target });
        const work = ({ settles, inner }: Work): Promise<string> =>
          budget.run(async (permit) => {
            if (settles) permit.settle(ok);
            for (const one of inner) await work(one);
            return 'done';
          });
        const results = await Promise.all(
          [work(tree), work({ settles: false, inner: [] })].map((one) => one.catch((e) => e.code)),
        );
        expect(results[0]).toBe(isFine(tree) ? 'done' : 'NESTED_ACQUIRE');
        expect(results[1]).toBe('done');
        expect(budget.snapshot().inFlight).toBe(0);
      }),
      { numRuns: RUNS },
    );
  });
});
