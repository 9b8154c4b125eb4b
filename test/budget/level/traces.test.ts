import { expect, it } from 'vitest';
import { initialLevel, wholeLevel } from '../../../src/budget/level/level-state.js';
import { type LevelEvent, reduceLevel } from '../../../src/budget/level/reduce-level.js';
import { type Control, type Store, trace } from './trace.js';

/** Half of the jitter's range, which leaves every wait as long as its rule says. */
const RANDOM = 0.5;

function control(target: number): Control {
  let state = initialLevel(target, true, 0);
  const tell = (now: number, event: LevelEvent) => {
    state = reduceLevel(state, event, now * 1000, RANDOM);
  };
  return {
    level: () => wholeLevel(state),
    epoch: () => state.epoch,
    gate: () => state.pausedUntil / 1000,
    ok: (now, { ep, inflight }) => tell(now, { kind: 'ok', epoch: ep, inFlight: inflight }),
    bad(now, { ep, inflight }, retryAfter) {
      // The simulation reopens without jitter after a Retry-After.
      const retryAfterMs = retryAfter === null ? undefined : (retryAfter * 1000) / 1.025;
      tell(now, { kind: 'throttled', epoch: ep, inFlight: inflight, retryAfterMs });
    },
  };
}

/**
 * The expected traces are those of the simulation the defaults come from, `pol.Ours(target, { probe0: 1,
 * probeMax: 5, minSucc: 50, fast: 2, beta: 0.7, init: 8, pauseMax: 8 })` of
 * prototypes/ceiling-aimd-sim.mjs, given to the same `trace`, after `sed 's/rnd=rng(o.seed||7)/rnd=()=>0.5/;
 * s/l=1;next=now;pi=O.probe0;step=1/l=1;next=now;pi=O.probe0;step=2/'`; the second rule and `pauseMax` are
 * of docs/decisions/0007. 600,000 random events agreed too. The trace with Retry-After is our own since
 * docs/decisions/0011.
 */
const traces: readonly (readonly [name: string, target: number, store: Store, levels: string])[] = [
  [
    'a limit of 8 under a target of 25: probes, ever further apart',
    25,
    { seconds: 20, limit: () => 8 },
    '0:8 17:10 19:8 297:9 299:8 672:9 674:8 1249:9 1251:8 1921:9 1923:8',
  ],
  [
    'a limit that falls from 20 to 4 and comes back',
    20,
    { seconds: 40, limit: (now) => (now < 10 || now >= 20 ? 20 : 4) },
    '0:8 17:10 56:14 93:20 1010:14 1012:9 1014:6 1016:4 1045:5 1047:3 1081:4 1493:5 1495:4 1997:5 1999:4 2705:5 2744:7 2781:11 2817:19 2856:20',
  ],
  [
    'ten seconds without any capacity: down to 1, pauses, and back',
    12,
    { seconds: 40, limit: (now) => (now >= 10 && now < 20 ? 0 : 12) },
    '0:8 17:10 56:12 1010:8 1012:5 1014:3 1016:2 1018:1 2549:3 2589:7 2630:12',
  ],
  [
    'a store that bears one request: pauses at level 1',
    10,
    { seconds: 60, limit: () => 1 },
    '0:8 2:5 4:3 6:2 8:1 1025:2 1027:1 2145:2 2147:1 3472:2 3474:1 4889:2 4891:1',
  ],
  [
    'refusals with Retry-After',
    10,
    { seconds: 30, limit: (now) => (now > 10 && now < 15 ? 3 : 6), retryAfter: 2 },
    '0:8 2:5 221:6 242:7 244:4 460:5 482:6 838:7 840:6 1040:4 1240:2 1458:3 2018:4 2802:6',
  ],
];

it.each(traces)('follows the simulation through %s', (_, target, store, levels) => {
  expect(trace(control(target), store)).toBe(levels);
});
