import { type Clock, systemClock } from '../../../../src/clock.js';

/**
 * The platform's clock, which can also be moved on at once. Stores that wait for other processes need a
 * clock that goes by itself.
 */
export interface SkippingClock extends Clock {
  skip(ms: number): void;
}

export function skippingClock(): SkippingClock {
  let skipped = 0;
  return {
    now: () => systemClock.now() + skipped,
    after: systemClock.after,
    skip(ms) {
      skipped += ms;
    },
  };
}
