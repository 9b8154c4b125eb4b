import type { Clock } from '../../../src/clock.js';

/** A clock that runs faster than time, for what waits for many seconds beside work on real files. */
export function createFastClock(times: number): Clock {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * times,
    after(ms, callback) {
      const timer = setTimeout(callback, ms / times);
      return () => clearTimeout(timer);
    },
  };
}
