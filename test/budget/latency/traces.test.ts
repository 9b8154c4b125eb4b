import { expect, it } from 'vitest';
import { guardLevel, initialLatency } from '../../../src/budget/latency/latency-state.js';
import { type LatencyEvent, reduceLatency } from '../../../src/budget/latency/reduce-latency.js';
import { createReferences } from '../../../src/budget/latency/references.js';
import { type Guard, type SharedStore, trace } from './trace.js';

function guard(target: number): Guard {
  const references = createReferences();
  let state = initialLatency(target);
  const tell = (now: number, event: LatencyEvent, limit: number) => {
    state = reduceLatency(state, event, now, limit);
  };
  return {
    level: () => guardLevel(state),
    finished(sentAt, now, inFlight, latencyClass, limit) {
      const residual = references.residual(latencyClass, now - sentAt);
      tell(now, { kind: 'finished', sentAt, inFlight, residual }, limit);
    },
    throttled: (now, limit) => tell(now, { kind: 'throttled' }, limit),
  };
}

/**
 * The expected traces are those of `egInit(target, { up0: 2000, upMax: 10000, dn0: 5000, dnMax: 120000,
 * quiet: 15000 })` and `egReduce` of prototypes/guards.mjs, given to the same `trace`, after `sed
 * 's/:fin+1;s.hu=/:fin+1000;s.hu=/; s/1e-3,fin-sent/1,fin-sent/'` for milliseconds. 150 random stores
 * agreed too. The third departs from it after its refusals, by the rules of docs/decisions/0012.
 */
const traces: readonly (readonly [
  name: string,
  target: number,
  store: SharedStore,
  levels: string,
])[] = [
  [
    'two cores and requests of three lengths: down to 2',
    10,
    { seconds: 60, cores: () => 2, classes: [100, 300, 1_000] },
    '0:8 9794:4 12226:8 15035:4 15163:2 17235:4 18967:2 18986:1 22228:2 24074:3 25341:2 30379:3 31907:2 34216:1 37171:2 38795:3 40191:2 43479:3 44988:2 53357:3 55330:2 58969:1',
  ],
  [
    'a store too large to be congested: up to the target',
    25,
    { seconds: 20, cores: () => 40, classes: [200] },
    '0:8 1143:4 1623:8 1967:16 2391:8 2782:16 2848:25 3246:16 3645:24 5655:25 6061:24 6712:25 12103:13 12523:25',
  ],
  [
    'a limit that falls from 25 to 6 and rises again',
    25,
    {
      seconds: 60,
      cores: () => 8,
      classes: [200, 400],
      limit: (now) => (now < 10 ? 25 : now < 30 ? 6 : Math.min(25, 6 + Math.floor(now - 30))),
    },
    '0:8 1726:4 2371:8 2964:16 4036:8 8115:9 8662:8 9531:9 10000:8 30021:5 30520:6 31098:8 33044:9 33663:8 34621:9 35679:8 36535:9 37400:8 38269:9 38925:8 44053:9 44774:8 51119:7 51684:8 52262:9 52894:8 53727:9 54615:8 55405:9 56387:8 57202:9 57763:8',
  ],
];

it.each(traces)('follows the simulation through %s', (_, target, store, levels) => {
  expect(trace(guard(target), target, store)).toBe(levels);
});
