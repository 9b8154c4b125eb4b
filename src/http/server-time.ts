import type { Clock } from '../clock.js';
import { httpDate } from './http-date.js';

/** Differences below this are the header's rounding and the way over the wire. */
const NOISE_MS = 30_000;

/** The store's clock, as far as its answers tell. */
export interface ServerTime {
  /** Milliseconds since the epoch by the store's clock. */
  now(): number;
  /** How far the store is ahead of this machine, in milliseconds; 0 while not known to be worth correcting. */
  skewMs(): number;
  /** Learns from the `Date` of an answer. An answer out of a cache tells nothing. */
  learn(headers: Headers): void;
}

export function createServerTime(clock: Clock): ServerTime {
  let skew = 0;
  return {
    now: () => clock.now() + skew,
    skewMs: () => skew,
    learn(headers) {
      const date = httpDate(headers.get('date') ?? '');
      if (date === undefined || Number(headers.get('age') ?? 0) > 0) return;
      const difference = date - clock.now();
      skew = Math.abs(difference) < NOISE_MS ? 0 : difference;
    },
  };
}
