import { describe, expect, it } from 'vitest';
import { RULES } from '../../../src/budget/level/level-rules.js';
import {
  initialLevel,
  type LevelState,
  wholeLevel,
} from '../../../src/budget/level/level-state.js';
import { type LevelEvent, reduceLevel } from '../../../src/budget/level/reduce-level.js';

const NOW = 1_000_000;
const start = initialLevel(20, true, 0);

/** At the ceiling, the way up tried before. */
const settled: LevelState = { ...start, level: 10, ceiling: 10, step: 1, epoch: 3, probeAt: NOW };

const report = (kind: 'ok' | 'neutral' | 'soft-overload' | 'throttled', more: object = {}) =>
  ({ kind, epoch: 3, inFlight: 20, ...more }) as LevelEvent;

function reduceAll(state: LevelState, events: readonly LevelEvent[], now = NOW, random = 0.5) {
  return events.reduce((latest, event) => reduceLevel(latest, event, now, random), state);
}

const times = (count: number, event: LevelEvent) => Array.from({ length: count }, () => event);

describe('a new budget', () => {
  it.each([
    [3, true, 3],
    [25, true, 8],
    [25, false, 25],
  ])('of target %i, auto-recover %s, starts at %i', (target, autoRecover, level) => {
    expect(initialLevel(target, autoRecover, 0)).toMatchObject({ level, ceiling: level });
  });
});

describe('a throttled answer', () => {
  it('leaves seven tenths, and remembers one less as the ceiling', () => {
    expect(reduceAll(settled, [report('throttled')])).toMatchObject({
      level: 7,
      ceiling: 9,
      epoch: 4,
      probeAt: NOW + 1_000,
      decreases: 1,
      lastChange: { at: NOW, from: 10, to: 7, cause: 'throttled' },
    });
  });

  it('lowers the level once, however many of one epoch there are', () => {
    const state = reduceAll(settled, times(5, report('throttled')));
    expect(state).toMatchObject({ level: 7, decreases: 1, attempts: 5 });
  });

  it('pauses at level 1, twice as long each time, up to 8 s', () => {
    let state: LevelState = { ...settled, level: 1, ceiling: 1 };
    const pauses = Array.from({ length: 7 }, () => {
      state = reduceLevel(state, report('throttled', { epoch: state.epoch }), NOW, 0.5);
      const pause = state.pausedUntil - NOW;
      state = { ...state, pausedUntil: 0 };
      return pause;
    });
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000]);
    const calm = reduceLevel(state, report('ok', { epoch: state.epoch, inFlight: 1 }), NOW, 0.5);
    expect(calm.floorPauseMs).toBe(RULES.floorPauseMs);
  });

  it('at level 1 is followed by long steps up, as it tells nothing about what comes after', () => {
    const floor = { ...settled, level: 1, ceiling: 1 };
    const paused = reduceAll(floor, [report('throttled')]);
    expect(reduceAll(paused, [report('ok', { epoch: paused.epoch })])).toMatchObject({ level: 3 });
  });

  it.each([
    [0, 800],
    [1, 1_200],
  ])('pauses a fifth shorter or longer by chance (%i)', (random, ms) => {
    const floor = { ...settled, level: 1, ceiling: 1 };
    expect(reduceAll(floor, [report('throttled')], NOW, random).pausedUntil).toBeCloseTo(NOW + ms);
  });

  it.each([
    [1_000, 1_020],
    [5_000, 5_100],
    [60_000, 60_250],
  ])('with Retry-After of %i ms pauses for that long, up to %i by chance', (asked, most) => {
    const event = report('throttled', { retryAfterMs: asked });
    expect(reduceAll(settled, [event], NOW, 0).pausedUntil).toBe(NOW + asked);
    expect(reduceAll(settled, [event], NOW, 1).pausedUntil).toBe(NOW + most);
  });

  it('never shortens a pause, and of an older epoch may still lengthen it', () => {
    const long = reduceAll(settled, [report('throttled', { retryAfterMs: 9_000 })], NOW, 0);
    const short = reduceAll(long, [report('throttled', { retryAfterMs: 1_000 })], NOW, 0);
    expect(short.pausedUntil).toBe(NOW + 9_000);
    const old = reduceAll(long, [report('throttled', { epoch: 0, retryAfterMs: 12_000 })], NOW, 0);
    expect(old).toMatchObject({ pausedUntil: NOW + 12_000, level: long.level });
  });
});

describe('successes', () => {
  it('below the ceiling gain two permits in a round trip', () => {
    const low = { ...settled, level: 6, ceiling: 12 };
    expect(wholeLevel(reduceAll(low, times(6, report('ok'))))).toBe(7);
    expect(wholeLevel(reduceAll(low, times(7, report('ok'))))).toBe(8);
  });

  it('start the wait for a probe when they reach the ceiling', () => {
    const low = { ...settled, level: 9.9, ceiling: 10, probeWaitMs: 5_000 };
    expect(reduceAll(low, [report('ok')])).toMatchObject({ level: 10, probeAt: NOW + 5_000 });
  });

  it.each([
    ['of an older epoch', report('ok', { epoch: 2 })],
    ['at less than half use', report('ok', { inFlight: 2 })],
    ['while something else holds the level down', report('ok', { heldDown: true })],
    ['that are none', report('neutral')],
  ])('%s gain nothing', (_, event) => {
    const low = { ...settled, level: 6, ceiling: 12 };
    expect(reduceAll(low, times(200, event)).level).toBe(6);
    expect(reduceAll(settled, times(200, event)).epoch).toBe(3);
  });

  it('never lead above the target', () => {
    const full = { ...settled, level: 20, ceiling: 20 };
    expect(reduceAll(full, times(200, report('ok')))).toMatchObject({ level: 20, epoch: 3 });
  });
});

describe('a probe at a store that names waits', () => {
  const refused = (retryAfterMs?: number) =>
    reduceAll({ ...settled, probing: true }, [report('throttled', { retryAfterMs })]);
  const probing = (state: LevelState): LevelState => {
    const { epoch } = state;
    return reduceAll({ ...state, probeAt: NOW }, times(50, report('ok', { epoch })));
  };
  const confirm = (state: LevelState, now: number) =>
    reduceAll(state, times(20, report('ok', { epoch: state.epoch })), now).probesConfirmed === 1;

  it.each([
    [1_000, 4_000],
    [2_000, 8_000],
    [60_000, 10_000],
  ])('after a Retry-After of %i ms must hold for %i', (asked, hold) => {
    const state = probing(refused(asked));
    expect(state.probing).toBe(true);
    expect(confirm(state, NOW + hold - 1)).toBe(false);
    expect(confirm(state, NOW + hold)).toBe(true);
  });

  it('needs its successes only, once the store refuses without naming one', () => {
    const named = { ...refused(1_000), probing: true };
    const again = reduceAll(named, [report('throttled', { epoch: named.epoch })]);
    expect(confirm(probing(again), NOW)).toBe(true);
  });
});

describe('a probe', () => {
  const probe: LevelEvent[] = times(50, report('ok'));

  it('comes after 50 successes at the ceiling, and tries one more permit', () => {
    expect(reduceAll(settled, probe.slice(1))).toMatchObject({ level: 10, probing: false });
    expect(reduceAll(settled, probe)).toMatchObject({
      level: 11,
      ceiling: 10,
      probing: true,
      epoch: 4,
      lastChange: { from: 10, to: 11, cause: 'probe' },
    });
  });

  it('waits for its time, and when that is long over for no more than one success', () => {
    expect(reduceAll({ ...settled, probeAt: NOW + 1 }, probe).probing).toBe(false);
    expect(reduceAll({ ...settled, probeAt: NOW - 30_000 }, [report('ok')]).probing).toBe(true);
  });

  it('is confirmed by as many successes as its level, and the next goes twice as far at once', () => {
    const probing = reduceAll(settled, probe);
    const success = report('ok', { epoch: 4 });
    expect(reduceAll(probing, times(10, success))).toMatchObject({ ceiling: 10, probing: true });
    expect(reduceAll(probing, times(11, success))).toMatchObject({
      ceiling: 11,
      level: 13,
      step: 2,
      epoch: 5,
      probesConfirmed: 1,
    });
  });

  it('that is refused returns to the ceiling and waits twice as long, up to 5 s', () => {
    const state = { ...settled, level: 11, probing: true };
    const failed = reduceAll(state, [report('throttled')]);
    expect(failed).toMatchObject({
      level: 10,
      ceiling: 10,
      probing: false,
      probeWaitMs: 2_000,
      probeAt: NOW + 2_000,
      probesFailed: 1,
      decreases: 0,
      lastChange: { cause: 'probe-failed' },
    });
    const late = reduceAll({ ...state, probeWaitMs: 4_000 }, [report('throttled')]);
    expect(late.probeWaitMs).toBe(5_000);
  });

  it('of a long step that is refused is tried in short ones soon', () => {
    const state = { ...settled, level: 14, probing: true, step: 4, probeWaitMs: 4_000 };
    expect(reduceAll(state, [report('throttled')])).toMatchObject({ step: 1, probeWaitMs: 1_000 });
  });
});

describe('soft failures', () => {
  const soft = report('soft-overload');

  it('lower the level when two of one epoch come within 50 attempts', () => {
    expect(reduceAll(settled, [soft]).level).toBe(10);
    expect(reduceAll(settled, [soft, soft])).toMatchObject({
      level: 7,
      lastChange: { cause: 'soft-overload' },
    });
    expect(reduceAll(settled, [soft, ...times(50, report('neutral')), soft]).level).toBe(10);
  });

  it('lower the level when more than a tenth of the last 50 attempts fail, whatever the epoch', () => {
    const old = report('soft-overload', { epoch: 2 });
    expect(reduceAll(settled, [...times(4, old), soft]).level).toBe(10);
    expect(reduceAll(settled, [...times(5, old), soft]).level).toBe(7);
  });

  it('do not pause a budget at level 1', () => {
    const floor = { ...settled, level: 1, ceiling: 1 };
    expect(reduceAll(floor, times(4, soft))).toMatchObject({ level: 1, pausedUntil: 0 });
  });
});

describe('quiet', () => {
  it('of a minute forgets the ceiling: the way up is probed at once', () => {
    const low = { ...settled, level: 4, ceiling: 4, probeAt: NOW + 5_000 };
    const idle = reduceAll(low, [{ kind: 'idle' }]);
    expect(idle).toMatchObject({ level: 4, ceiling: 4, step: 2 });
    expect(reduceAll(idle, [report('ok')])).toMatchObject({ level: 6, probing: true });
  });
});

describe('a change of the options', () => {
  const configure = (change: object) => ({ kind: 'configure', ...change }) as LevelEvent;

  it('to a lower target takes effect at once', () => {
    const state = reduceAll(settled, [configure({ target: 4 })]);
    expect(state).toMatchObject({
      target: 4,
      level: 4,
      ceiling: 4,
      lastChange: { from: 10, to: 4, cause: 'configure' },
    });
  });

  it('to a higher target frees a level that the old one held, up to where a new budget starts', () => {
    const held = initialLevel(2, true, 0);
    expect(reduceAll(held, [configure({ target: 5 })]).level).toBe(5);
    expect(reduceAll(held, [configure({ target: 50 })])).toMatchObject({ level: 8, step: 2 });
  });

  it('to a higher target leaves a level alone that the store holds', () => {
    expect(reduceAll(settled, [configure({ target: 50 })])).toMatchObject({
      level: 10,
      ceiling: 10,
    });
  });

  it('that switches auto-recover off jumps to the target and ends a pause', () => {
    const paused = reduceAll(settled, [report('throttled', { retryAfterMs: 9_000 })]);
    expect(reduceAll(paused, [configure({ autoRecover: false })])).toMatchObject({
      level: 20,
      pausedUntil: 0,
    });
  });

  it('that switches it on keeps the level', () => {
    const fixed = initialLevel(20, false, 0);
    const on = reduceAll(fixed, [configure({ autoRecover: true })]);
    expect(on.level).toBe(20);
    expect(reduceAll(on, [report('throttled', { epoch: on.epoch })]).level).toBe(14);
  });
});

it('holds the level at the target without auto-recover, whatever happens', () => {
  const fixed = initialLevel(6, false, 0);
  const events = [
    ...times(60, report('ok', { epoch: 0 })),
    ...times(9, report('throttled', { epoch: 0, retryAfterMs: 9_000 })),
    ...times(9, report('soft-overload', { epoch: 0 })),
    { kind: 'idle' } as const,
  ];
  expect(reduceAll(fixed, events)).toMatchObject({ level: 6, pausedUntil: 0, epoch: 0 });
});
