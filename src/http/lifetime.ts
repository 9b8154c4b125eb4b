import type { Clock } from '../clock.js';
import { allowManyListeners } from '../many-listeners.js';

/** A signal that ends with its parent or its time, and that can be put away without a trace. */
export interface Lifetime {
  readonly signal: AbortSignal;
  /** Stops the timer and the listener. */
  end(): void;
}

/** What a lifetime depends on. */
export interface LifetimeOptions {
  readonly parent: AbortSignal | undefined;
  readonly ms: number | undefined;
  readonly clock: Clock;
  /** Makes the reason when the time is up. */
  readonly onTimeout: () => unknown;
}

export function createLifetime({ parent, ms, clock, onTimeout }: LifetimeOptions): Lifetime {
  const controller = new AbortController();
  const follow = () => controller.abort(parent?.reason);
  allowManyListeners(parent);
  if (parent?.aborted) follow();
  else parent?.addEventListener('abort', follow, { once: true });
  const stopTimer =
    ms === undefined ? undefined : clock.after(ms, () => controller.abort(onTimeout()));
  return {
    signal: controller.signal,
    end() {
      stopTimer?.();
      parent?.removeEventListener('abort', follow);
    },
  };
}

/** Waits; rejects with the signal's reason when it fires first. */
export function sleep(ms: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
