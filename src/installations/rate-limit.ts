import type { Clock } from '../clock.js';
import { problem } from './problem.js';

/** How many callbacks are taken. */
export interface RateLimit {
  /** @throws HandshakeError HANDSHAKE_TOO_MANY */
  take(storeId: string): void;
}

const WINDOW_MS = 60_000;

/**
 * Counts callbacks in windows of a minute, a tenth of them at most for each store. Anybody can send one, and
 * each that is taken is written down: this bounds how many, for this process. Those refused do not count,
 * so a flood in the name of one store leaves room for the others.
 */
export function createRateLimit(most: number, clock: Pick<Clock, 'now'>): RateLimit {
  const mostOfStore = Math.max(1, Math.ceil(most / 10));
  const counts = new Map<string, number>();
  let total = 0;
  let windowEnd = 0;
  return {
    take(storeId) {
      if (clock.now() >= windowEnd) {
        counts.clear();
        total = 0;
        windowEnd = clock.now() + WINDOW_MS;
      }
      const count = counts.get(storeId) ?? 0;
      if (total >= most || count >= mostOfStore) throw problem('HANDSHAKE_TOO_MANY', { storeId });
      counts.set(storeId, count + 1);
      total += 1;
    },
  };
}
