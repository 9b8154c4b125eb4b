import type { Clock } from '../clock.js';

/** Resolves after some milliseconds of the clock. */
export function wait(ms: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve);
  });
}
