import type { Clock } from '../../clock.js';

/** Something that is done again and again while it is needed. */
export interface Heartbeat {
  /** True when the next beat is so late that this process must have stood still. */
  readonly isLate: boolean;
  /** Beats as long as it is needed; no effect while it does. */
  start(): void;
  stop(): void;
}

/** What a heartbeat depends on. */
export interface HeartbeatOptions {
  readonly clock: Clock;
  readonly everyMs: () => number;
  /** How late a beat may be before leases may have ended. */
  readonly toleranceMs: number;
  readonly isNeeded: () => boolean;
  /** Never rejects. */
  readonly beat: () => Promise<void>;
}

export function createHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { clock, everyMs, toleranceMs, isNeeded, beat } = options;
  let cancel: (() => void) | undefined;
  let due = Number.POSITIVE_INFINITY;
  let stopped = false;

  function start(): void {
    if (cancel || stopped || !isNeeded()) return;
    const ms = everyMs();
    due = clock.now() + ms;
    cancel = clock.after(ms, run);
  }

  async function run(): Promise<void> {
    if (isNeeded()) await beat();
    due = Number.POSITIVE_INFINITY;
    cancel = undefined;
    start();
  }

  return {
    get isLate() {
      return clock.now() - due > toleranceMs;
    },
    start,
    stop() {
      stopped = true;
      cancel?.();
      cancel = undefined;
    },
  };
}
