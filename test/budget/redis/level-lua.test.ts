import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialLevel, type LevelState } from '../../../src/budget/level/level-state.js';
import { type LevelEvent, reduceLevel } from '../../../src/budget/level/reduce-level.js';
import { LEVEL_LUA } from '../../../src/budget/redis/lua/level.js';
import { STATE_LUA } from '../../../src/budget/redis/lua/state.js';
import { type RedisServer, skipRedis, startRedisServer } from '../../support/redis-server.js';

/** Reads the state anew before each event, as every call of a process does; answers with each state. */
const REPLAY = `
${LEVEL_LUA}
${STATE_LUA}
local key = KEYS[1]
redis.call('DEL', key)
local s = initial_level(tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]))
s.ticket, s.extra, s.trafficAt, s.pauseCause, s.generation = 0, 0, 0, '', 'g'
write_state(key, s, {})
local states = {}
for i = 4, #ARGV, 8 do
  local before
  s, before = read_state(key)
  local event = {
    kind = ARGV[i], epoch = tonumber(ARGV[i + 1]), in_flight = tonumber(ARGV[i + 2]),
    retry_after = tonumber(ARGV[i + 3]), held_down = ARGV[i + 4] == '1',
    target = tonumber(ARGV[i + 3]), auto_recover = tonumber(ARGV[i + 5]),
  }
  if event.kind == 'throttled' then event.target = nil else event.retry_after = nil end
  reduce_level(s, event, tonumber(ARGV[i + 6]), tonumber(ARGV[i + 7]))
  write_state(key, s, before)
  states[#states + 1] = redis.call('HGETALL', key)
end
return states
`;

let server: RedisServer;
let redis: Redis;
beforeAll(async () => {
  if (skipRedis) return;
  server = await startRedisServer();
  redis = new Redis(server.port);
});
afterAll(async () => {
  redis?.disconnect();
  await server?.stop();
});

/** An event whose epoch is `behind` the latest one. */
interface Step {
  readonly event: LevelEvent;
  readonly behind: number;
  readonly after: number;
  readonly random: number;
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const attempt = (kind: 'ok' | 'neutral' | 'soft-overload' | 'throttled') =>
  fc.record({
    kind: fc.constant(kind),
    epoch: fc.constant(0),
    inFlight: fc.integer({ min: 1, max: 40 }),
    retryAfterMs:
      kind === 'throttled' ? maybe(fc.integer({ min: 0, max: 90_000 })) : fc.constant(undefined),
    heldDown: fc.boolean(),
  });
const anyEvent: fc.Arbitrary<LevelEvent> = fc.oneof(
  { weight: 30, arbitrary: attempt('ok') },
  { weight: 3, arbitrary: attempt('neutral') },
  { weight: 6, arbitrary: attempt('soft-overload') },
  { weight: 6, arbitrary: attempt('throttled') },
  { weight: 1, arbitrary: fc.constant({ kind: 'idle' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('configure' as const),
      target: maybe(fc.integer({ min: 1, max: 40 })),
      autoRecover: maybe(fc.boolean()),
    }),
  },
);
const anyStep: fc.Arbitrary<Step> = fc.record({
  event: anyEvent,
  behind: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(3) }),
  after: fc.oneof(fc.nat(50), fc.nat(4_000), fc.nat(40_000)),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

const flag = (value: boolean | undefined) => (value === undefined ? '' : value ? '1' : '0');

function words(event: LevelEvent): string[] {
  if (event.kind === 'idle') return ['idle', '', '', '', '', ''];
  if (event.kind === 'configure') {
    return ['configure', '', '', String(event.target ?? ''), '', flag(event.autoRecover)];
  }
  const { kind, epoch, inFlight, retryAfterMs, heldDown } = event;
  return [kind, `${epoch}`, `${inFlight}`, String(retryAfterMs ?? ''), flag(heldDown), ''];
}

/** The state as the hash of Redis holds it. */
function asHash(state: LevelState): Record<string, string | number> {
  const { softFailures, lastChange, autoRecover, probing, ...numbers } = state;
  return {
    ...numbers,
    autoRecover: Number(autoRecover),
    probing: Number(probing),
    softFailures: softFailures.map(({ attempt, epoch }) => `${attempt}:${epoch}`).join(','),
    changeAt: lastChange.at,
    changeFrom: lastChange.from,
    changeTo: lastChange.to,
    changeCause: lastChange.cause,
  };
}

const CAUSES = [
  'configure',
  'probe',
  'probe-failed',
  'recovery',
  'soft-overload',
  'start',
  'throttled',
];
const OWN = ['ticket', 'extra', 'trafficAt', 'pauseCause', 'generation'];
const TEXTS = ['softFailures', 'changeCause'];

function readHash(pairs: readonly string[]): Record<string, string | number> {
  const hash: Record<string, string | number> = {};
  for (let i = 0; i < pairs.length; i += 2) {
    const [field = '', value = ''] = pairs.slice(i, i + 2);
    if (!OWN.includes(field)) hash[field] = TEXTS.includes(field) ? value : Number(value);
  }
  return hash;
}

describe.skipIf(skipRedis)('the level control in Lua', () => {
  it('comes to the same state as the reducer, to the last digit, over 10,000 random traces', async () => {
    const NOW = 1_763_761_122_123;
    const seen = new Set<string>();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        fc.array(anyStep, { maxLength: 60, size: 'max' }),
        async (target, autoRecover, steps) => {
          let state = initialLevel(target, autoRecover, NOW);
          let now = NOW;
          const expected: Record<string, string | number>[] = [];
          const args = [String(target), flag(autoRecover), String(NOW)];
          for (const { event, behind, after, random } of steps) {
            now += after;
            const current =
              'epoch' in event ? { ...event, epoch: Math.max(-1, state.epoch - behind) } : event;
            state = reduceLevel(state, current, now, random);
            expected.push(asHash(state));
            args.push(...words(current), String(now), String(random));
          }
          const states = (await redis.eval(REPLAY, 1, 'trace', ...args)) as string[][];
          const found = states.map(readHash);
          for (const { changeCause } of found) seen.add(String(changeCause));
          count += found.length;
          // A thousand times quicker than a matcher, which is needed for the difference only.
          if (!isDeepStrictEqual(found, expected)) expect(found).toEqual(expected);
        },
      ),
      { numRuns: 10_000 },
    );
    expect(count).toBeGreaterThan(200_000);
    expect([...seen].sort()).toEqual(CAUSES);
  }, 180_000);
});
