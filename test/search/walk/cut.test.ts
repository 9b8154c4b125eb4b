import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutFront } from '../../../src/search/walk/cut.js';

const ascending = { pageSize: 100, direction: 'ASC', stretch: 1 } as const;

describe('the front of a range', () => {
  it.each([
    ['dense keys', { range: { after: 0 }, count: 1_000, end: 1_000 }, 100],
    ['every tenth key', { range: { after: 0 }, count: 1_000, end: 10_000 }, 858],
    ['a range that ends', { range: { after: 50, upTo: 250 }, count: 200, end: 250 }, 150],
  ])('is cut to hold a page of %s', (_, range, at) => {
    expect(cutFront(range, ascending)?.at).toBe(at);
  });

  it('is cut downwards as well', () => {
    const range = { range: { after: 1_001 }, count: 1_000, end: 1 };
    expect(cutFront(range, { ...ascending, direction: 'DESC' })?.at).toBe(901);
  });

  it.each([
    ['one page', { range: { after: 0 }, count: 100, end: 100 }],
    ['an unknown start', { range: {}, count: 1_000, end: 1_000 }],
    ['an unknown count', { range: { after: 0 }, count: undefined, end: 1_000 }],
    ['keys that are texts', { range: { after: 'A' }, count: 1_000, end: 'Z' }],
  ])('is fetched as it is for %s', (_, range) => {
    expect(cutFront(range, ascending)).toBeUndefined();
  });

  it('never lies outside of its range, also where rows have come behind what was the end', () => {
    const number = fc.integer({ min: 1, max: 1_000 });
    const direction = fc.constantFrom('ASC' as const, 'DESC' as const);
    const stretch = fc.constantFrom(1, 2, 64, 2 ** 30);
    fc.assert(
      fc.property(number, number, number, number, direction, stretch, (after, end, ...rest) => {
        const [count, pageSize, way, wider] = rest;
        const options = { pageSize, direction: way, stretch: wider };
        const cut = cutFront({ range: { after }, count, end }, options);
        if (cut === undefined) return;
        const [low, high] = way === 'ASC' ? [after, end] : [end, after];
        expect(cut.at).toBeGreaterThanOrEqual(way === 'ASC' ? low + 1 : low);
        expect(cut.at).toBeLessThanOrEqual(way === 'ASC' ? high : high - 1);
      }),
      { numRuns: 2_000 },
    );
  });
});
