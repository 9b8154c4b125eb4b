import { tzOffset } from '@date-fns/tz/tzOffset';
import { InputError } from '../errors/input-error.js';

const TEXT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const MINUTE_MS = 60_000;

/**
 * A moment as Magento's API writes and reads it: `YYYY-MM-DD HH:MM:SS` in UTC. Milliseconds are cut off.
 * Magento ignores an offset it is sent (`+02:00`), so a moment must be in UTC before it is text.
 * @throws InputError for an invalid date, or one outside the years 0 to 9999
 */
export function toMagentoDate(date: Date): string {
  const time = date.getTime();
  const text = Number.isNaN(time) ? '' : date.toISOString();
  if (!/^\d{4}-/.test(text)) {
    throw new InputError('toMagentoDate: this is no valid date between the years 0 and 9999.');
  }
  return text.slice(0, 19).replace('T', ' ');
}

/** How a text without an offset is to be understood. */
export interface FromMagentoDateOptions {
  /**
   * The zone a text without an offset is in, such as `Europe/Berlin`: for what an extension or a report
   * writes in the time of the shop. Default UTC, which is what the API uses for `created_at` and the like.
   */
  readonly timeZone?: string | undefined;
}

/** Milliseconds a zone is ahead of UTC at a moment. */
function offsetAt(timeZone: string, time: number): number {
  const minutes = tzOffset(timeZone, new Date(time));
  if (Number.isNaN(minutes)) {
    throw new InputError(
      `fromMagentoDate: there is no time zone "${timeZone}". Use a name like "Europe/Berlin".`,
    );
  }
  return minutes * MINUTE_MS;
}

/** A time on a clock on the wall; where clocks are put back, the first of the two moments. */
function inZone(wall: number, timeZone: string): number {
  const before = wall - offsetAt(timeZone, wall - 24 * 60 * MINUTE_MS);
  if (before + offsetAt(timeZone, before) === wall) return before;
  const after = wall - offsetAt(timeZone, wall + 24 * 60 * MINUTE_MS);
  // A time that clocks skip is read with the offset before the jump, as calendars do.
  return after + offsetAt(timeZone, after) === wall ? after : before;
}

function offsetMs(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}

/**
 * The moment a date of the API stands for: `YYYY-MM-DD`, `YYYY-MM-DD HH:MM:SS` or ISO 8601. A text without
 * an offset is in UTC, unlike what `new Date(text)` makes of it.
 * @throws InputError for anything else, `0000-00-00 00:00:00` included
 */
export function fromMagentoDate(text: string, { timeZone }: FromMagentoDateOptions = {}): Date {
  const found = TEXT.exec(text.trim());
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] =
    found ?? [];
  const milliseconds = Number(fraction.padEnd(3, '0'));
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = parts;
  const date = new Date(0);
  date.setUTCFullYear(y, m - 1, d);
  date.setUTCHours(h, min, s, milliseconds);
  // What rolls over, like the 31st of April, was no date.
  const isDate = date.getUTCMonth() === m - 1 && date.getUTCDate() === d && h < 24 && min < 60;
  if (!found || !isDate || s > 59) {
    throw new InputError(
      `fromMagentoDate: "${text}" is no date. Magento writes "YYYY-MM-DD HH:MM:SS".`,
    );
  }
  const wall = date.getTime();
  if (offset !== undefined) return new Date(wall - offsetMs(offset));
  return new Date(timeZone === undefined ? wall : inZone(wall, timeZone));
}
