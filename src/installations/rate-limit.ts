import type { Clock } from '../clock.js';
import { problem } from './problem.js';

/** How many callbacks are taken. */
export interface RateLimit {
  /** @throws HandshakeError HANDSHAKE_TOO_MANY */
  take(key?: string): void;
}

const WINDOW_MS = 60_000;

/**
 * Counts in windows of a minute, per key. Anybody can send a callback, and each one that is taken is
 * written down: this bounds how many, for this process. The map is emptied with each window.
 */
export function createRateLimit(most: number, clock: Pick<Clock, 'now'>): RateLimit {
  let windowEnd = 0;
  const counts = new Map<string, number>();
  return {
    take(key = '') {
      if (clock.now() >= windowEnd) {
        counts.clear();
        windowEnd = clock.now() + WINDOW_MS;
      }
      const count = (counts.get(key) ?? 0) + 1;
      if (count > most) throw problem('HANDSHAKE_TOO_MANY');
      counts.set(key, count);
    },
  };
}
