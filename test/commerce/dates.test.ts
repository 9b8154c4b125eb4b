import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMagentoDate, toMagentoDate } from '../../src/commerce/index.js';
import { InputError } from '../../src/index.js';

describe('toMagentoDate', () => {
  it('writes a moment in UTC, whatever zone it was given in', () => {
    expect(toMagentoDate(new Date('2026-03-04T05:06:07+02:00'))).toBe('2026-03-04 03:06:07');
  });

  it('cuts milliseconds off instead of rounding into the next second', () => {
    expect(toMagentoDate(new Date('2026-12-31T23:59:59.999Z'))).toBe('2026-12-31 23:59:59');
  });

  it('refuses what is no date', () => {
    expect(() => toMagentoDate(new Date('soon'))).toThrow(InputError);
    expect(() => toMagentoDate(new Date(Date.UTC(12_000, 0)))).toThrow(InputError);
  });
});

describe('fromMagentoDate', () => {
  it.each([
    ['2026-05-05 10:11:12', '2026-05-05T10:11:12.000Z'],
    ['2026-05-05', '2026-05-05T00:00:00.000Z'],
    ['2026-05-05T10:11:12Z', '2026-05-05T10:11:12.000Z'],
    ['2026-05-05T10:11:12.25+02:00', '2026-05-05T08:11:12.250Z'],
    [' 2024-02-29 00:00:00 ', '2024-02-29T00:00:00.000Z'],
  ])('reads %s', (text, moment) => {
    expect(fromMagentoDate(text).toISOString()).toBe(moment);
  });

  it.each([
    ['2026-07-01 12:00:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
    ['2026-01-01 12:00:00', 'America/Chicago', '2026-01-01T18:00:00.000Z'],
    ['2026-01-01 12:00:00', 'Asia/Kolkata', '2026-01-01T06:30:00.000Z'],
    // The hour that clocks show twice is the first of the two, the one they skip has the offset before.
    ['2026-10-25 02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29 02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29 03:00:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ])('reads %s on a clock in %s', (text, timeZone, moment) => {
    expect(fromMagentoDate(text, { timeZone }).toISOString()).toBe(moment);
  });

  it('believes an offset in the text more than the zone', () => {
    const read = fromMagentoDate('2026-07-01T12:00:00Z', { timeZone: 'Europe/Berlin' });
    expect(read.toISOString()).toBe('2026-07-01T12:00:00.000Z');
  });

  it.each(['', 'now', '2026-02-30', '2026-13-01', '2026-01-01 24:00:00', '0000-00-00 00:00:00'])(
    'refuses %j',
    (text) => {
      expect(() => fromMagentoDate(text)).toThrow(InputError);
    },
  );

  it('refuses a zone nobody knows', () => {
    expect(() => fromMagentoDate('2026-01-01', { timeZone: 'Mars/Base' })).toThrow(/Mars\/Base/);
  });

  it('reads what toMagentoDate writes', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(seconds, (at) => {
        expect(fromMagentoDate(toMagentoDate(new Date(at * 1000))).getTime()).toBe(at * 1000);
      }),
    );
  });
});
