import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCuts, type Probe } from '../../../src/exports/shards/cuts.js';

/** Cuts a list of keys; how many items each part has, and how often was asked. */
async function cut(keys: readonly number[], shards: number) {
  let probes = 0;
  const probe: Probe = async (key, side) => {
    probes += 1;
    const rank = keys.filter((one) => one <= key).length;
    const nearest = side === 'below' ? (keys[rank - 1] ?? key) : (keys[rank] ?? key + 1);
    return { rank, nearest };
  };
  const total = keys.length;
  const ends = [
    { key: (keys[0] ?? 1) - 1, rank: 0 },
    { key: keys[total - 1] ?? 0, rank: total },
  ] as const;
  const cuts = await findCuts(ends, shards, probe);
  const ranks = [0, ...cuts.map(({ rank }) => rank), total];
  for (const { key, rank } of cuts) expect(keys.filter((one) => one <= key).length).toBe(rank);
  return { sizes: ranks.slice(1).map((rank, at) => rank - (ranks[at] ?? 0)), probes };
}

const dense = Array.from({ length: 12_000 }, (_, at) => at + 1);
const lists: Readonly<Record<string, readonly number[]>> = {
  'without gaps': dense,
  'with a fifth deleted': dense.filter((key) => (key * 7919) % 5 !== 0),
  'with a huge gap': dense.map((key) => (key > 5000 ? key + 10_000_000 : key)),
  'with ever larger gaps': dense.map((key) => Math.round(key ** 1.8)),
  'in distant clusters': dense.map((key) => Math.floor(key / 3000) * 1_000_000 + (key % 3000)),
};

describe('cuts', () => {
  it.each(Object.entries(lists))(
    'make even parts of keys %s with few questions',
    async (_, keys) => {
      const { sizes, probes } = await cut(keys, 12);
      expect(sizes).toHaveLength(12);
      const even = keys.length / 12;
      expect(Math.max(...sizes)).toBeLessThanOrEqual(even * 1.2 + 1);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(even * 0.8 - 1);
      expect(probes).toBeLessThanOrEqual(2 * 12);
    },
  );

  it('make parts that are never empty, whatever the keys', async () => {
    const keys = fc.uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), {
      minLength: 1,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1, max: 20 }), async (some, shards) => {
        const { sizes, probes } = await cut(
          some.toSorted((a, b) => a - b),
          shards,
        );
        expect(sizes.length).toBeLessThanOrEqual(shards);
        expect(Math.min(...sizes)).toBeGreaterThan(0);
        expect(probes).toBeLessThanOrEqual(Math.max(0, 4 * shards - 2));
      }),
      { numRuns: 300 },
    );
  });
});
