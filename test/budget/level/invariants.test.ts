import fc from 'fast-check';
import { expect, it } from 'vitest';
import { initialLevel, wholeLevel } from '../../../src/budget/level/level-state.js';
import { type LevelEvent, reduceLevel } from '../../../src/budget/level/reduce-level.js';

const RUNS = 1_000;

interface Moment {
  readonly after: number;
  readonly random: number;
  /** How many epochs ago the permit was granted. */
  readonly age: number;
  readonly event: LevelEvent;
}

const anyMoment: fc.Arbitrary<Moment> = fc.record({
  after: fc.integer({ min: 0, max: 2_000 }),
  random: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  age: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(3)),
  event: fc.oneof(
    fc.record({
      kind: fc.oneof(
        { weight: 8, arbitrary: fc.constant('ok' as const) },
        fc.constantFrom('neutral' as const, 'soft-overload' as const, 'throttled' as const),
      ),
      epoch: fc.constant(0),
      inFlight: fc.integer({ min: 1, max: 30 }),
      retryAfterMs: fc.option(fc.nat(5_000), { nil: undefined, freq: 3 }),
    }),
    fc.constant<LevelEvent>({ kind: 'idle' }),
  ),
});

/** Plays random events and looks at each pair of states. */
function always(
  check: (
    before: ReturnType<typeof initialLevel>,
    event: LevelEvent,
    after: ReturnType<typeof initialLevel>,
    now: number,
  ) => void,
): void {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.array(anyMoment, { maxLength: 150 }),
      (target, moments) => {
        let state = initialLevel(target, true, 0);
        let now = 0;
        for (const { after, random, age, event } of moments) {
          now += after;
          const told = 'epoch' in event ? { ...event, epoch: state.epoch - age } : event;
          const next = reduceLevel(state, told, now, random);
          check(state, told, next, now);
          state = next;
        }
      },
    ),
    { numRuns: RUNS },
  );
}

it('keeps the level from 1 to the target, and the ceiling too', () => {
  always((_, __, { level, ceiling, target }) => {
    expect(level).toBeGreaterThanOrEqual(1);
    expect(level).toBeLessThanOrEqual(target);
    expect(ceiling).toBeGreaterThanOrEqual(1);
    expect(ceiling).toBeLessThanOrEqual(target);
  });
});

it('lowers the level at most once in an epoch, and then the next one begins', () => {
  always((before, _, after) => {
    if (wholeLevel(after) < wholeLevel(before)) expect(after.epoch).toBe(before.epoch + 1);
    expect(after.epoch - before.epoch).toBeLessThanOrEqual(1);
  });
});

it('changes no level by a report of an older epoch', () => {
  always((before, event, after) => {
    if (!('epoch' in event) || event.epoch === before.epoch) return;
    expect(after.level).toBe(before.level);
    expect(after.epoch).toBe(before.epoch);
  });
});

it('never shortens a pause', () => {
  always((before, _, after) => {
    expect(after.pausedUntil).toBeGreaterThanOrEqual(before.pausedUntil);
  });
});

it('raises the level by successes only, and only when at least half of it was used', () => {
  always((before, event, after) => {
    if (wholeLevel(after) <= wholeLevel(before)) return;
    expect(event.kind).toBe('ok');
    if (event.kind === 'ok') expect(event.inFlight * 2).toBeGreaterThanOrEqual(before.level);
  });
});

it('gives the same state for the same event, and changes none that it was given', () => {
  always((before, event, after, now) => {
    const copy = structuredClone(before);
    expect(reduceLevel(before, event, now, 0.3)).toEqual(reduceLevel(copy, event, now, 0.3));
    expect(before).toEqual(copy);
    expect(after).not.toBe(before);
  });
});
