import type { Clock } from '../clock.js';
import { untilAborted } from '../until-aborted.js';

/** Pauses before each look, in milliseconds: a store that lost its connection works on for a while. */
const PAUSES_MS = [0, 1_000, 2_000, 4_000, 8_000];

/** What a look has shown; undefined while nothing is settled. */
export type Look<T> = () => Promise<T | undefined>;

/** How the looking ended: with what was found, with nothing after the last look, or with an error of it. */
export type Looked<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed' };

function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  let cancel = (): void => undefined;
  const waiting = new Promise<void>((resolve) => {
    cancel = clock.after(ms, resolve);
  });
  return signal === undefined ? waiting : untilAborted(waiting, signal).finally(() => cancel());
}

/** Looks at once and then ever less often, for some 15 seconds, until something is settled. */
export async function lookAgain<T>(
  look: Look<T>,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<Looked<T>> {
  let failed = false;
  for (const ms of PAUSES_MS) {
    if (ms > 0) await pause(clock, ms, signal);
    try {
      const value = await look();
      if (value !== undefined) return { kind: 'found', value };
      failed = false;
    } catch (error) {
      if (signal?.aborted) throw error;
      failed = true;
    }
  }
  return { kind: failed ? 'failed' : 'nothing' };
}
