import { inTime } from './in-time.js';
import type { CheckedOptions } from './options.js';

/** Where a process hears of leases that are handed to it. */
export interface Channel {
  readonly isOpen: boolean;
  /** Subscribes, unless that is done; where it fails the process asks Redis instead. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** The store may be a port without subscriptions; then the channel never opens. */
export function createChannel(
  { store, clock, commandMs }: Pick<CheckedOptions, 'store' | 'clock' | 'commandMs'>,
  name: string,
  onMessage: (message: string) => void,
): Channel {
  let unsubscribe: (() => Promise<unknown>) | undefined;
  let opening: Promise<void> | undefined;

  async function subscribe(): Promise<void> {
    unsubscribe = await store.subscribe?.(name, onMessage);
  }

  return {
    get isOpen() {
      return unsubscribe !== undefined;
    },
    async open() {
      if (unsubscribe) return;
      opening ??= subscribe().finally(() => {
        opening = undefined;
      });
      await inTime(clock, commandMs, opening).catch(() => undefined);
    },
    async close() {
      const done = unsubscribe;
      unsubscribe = undefined;
      if (done) await inTime(clock, commandMs, done()).catch(() => undefined);
    },
  };
}
