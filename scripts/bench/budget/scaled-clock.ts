import type { Clock } from '../../../src/clock.js';

/** A clock that runs faster than the system's: intervals of the library shrink with the scenario. */
export function scaledClock(speed: number): Clock {
  const start = Date.now();
  return {
    now: () => start + performance.now() * speed,
    after(ms, callback) {
      const timer = setTimeout(callback, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}
