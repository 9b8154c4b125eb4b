import fc from 'fast-check';
import { expect, it } from 'vitest';
import { adjoiningPage, largerPage, overlappingPage } from '../../../src/search/walk/overlap.js';

const places = fc.integer({ min: 0, max: 100_000 });
const sizes = fc.integer({ min: 1, max: 400 });

it('holds the item of the place, and is no larger than asked for', () => {
  fc.assert(
    fc.property(places, sizes, (place, most) => {
      for (const page of [overlappingPage(place, most), adjoiningPage(place, most)]) {
        const { size, number } = page ?? adjoiningPage(place, most);
        expect(size).toBeGreaterThan(0);
        expect(size).toBeLessThanOrEqual(most);
        expect(number * size).toBeLessThanOrEqual(place);
        expect((number + 1) * size).toBeGreaterThan(place);
      }
    }),
  );
});

it('begins before the place, unless every size of a few items begins right there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), sizes, (place, most) => {
      const page = overlappingPage(place, most);
      const divides = Array.from({ length: most }, (_, index) => place % (index + 1) === 0);
      expect(page !== undefined).toBe(divides.includes(false));
      const { size, number } = page ?? largerPage(place, most);
      expect(number * size).toBeLessThan(place);
      expect((number + 1) * size).toBeGreaterThan(place);
      expect(size).toBeLessThan(most + 17);
    }),
  );
});

it.each([
  [20, 1.45],
  [50, 1.25],
  [100, 1.15],
  [300, 1.1],
])('costs pages of %i few requests more', (most, factor) => {
  let requests = 1;
  for (let place = most; place < 20_000; requests++) {
    const { size, number } = overlappingPage(place, most) ?? largerPage(place, most);
    place = (number + 1) * size;
  }
  expect(requests / (20_000 / most)).toBeLessThan(factor);
});

it('begins right at the place when another page does that', () => {
  fc.assert(
    fc.property(places, sizes, (place, most) => {
      const { size, number } = adjoiningPage(place, most);
      expect(size * number).toBe(place);
    }),
  );
});
