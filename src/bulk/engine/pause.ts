import type { Clock } from '../../clock.js';

/** Waits so many milliseconds; resolves to false as soon as the job is to stop. */
export type Pause = (ms: number) => Promise<boolean>;

/** One listener for all that wait: platforms warn of a signal that many listen to. */
export function createPause(clock: Clock, signal: AbortSignal): Pause {
  const waiting = new Set<() => void>();
  const stop = () => {
    for (const end of waiting) end();
  };
  signal.addEventListener('abort', stop, { once: true });
  return (ms) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve(false);
        return;
      }
      const end = (elapsed: boolean) => {
        waiting.delete(endEarly);
        resolve(elapsed);
      };
      const cancel = clock.after(ms, () => end(true));
      const endEarly = () => {
        cancel();
        end(false);
      };
      waiting.add(endEarly);
    });
}
