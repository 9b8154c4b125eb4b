import type { Clock } from '../clock.js';

/** Something that is closed until a time. */
export interface Gate {
  /** When it opens, in milliseconds since the epoch; null while it is open. */
  readonly until: number | null;
  /** Closes it until a time; false when that is no later than it was closed already. */
  close(until: number): boolean;
  /** Opens it if its time has come; answers as `until`. */
  check(): number | null;
  /** Opens it now. */
  open(): void;
  /** Has it open by itself, for somebody waits. */
  watch(): void;
  /** Leaves it to the next {@link check}, for nobody does; no timer stays behind. */
  unwatch(): void;
}

/** Makes a gate that is open. */
export function createGate(clock: Clock, onOpen: () => void): Gate {
  let end = 0;
  let latest = 0;
  let cancel: (() => void) | undefined;

  function unwatch(): void {
    cancel?.();
    cancel = undefined;
  }

  function open(): void {
    unwatch();
    if (end === 0) return;
    end = 0;
    onOpen();
  }

  const isClosed = () => clock.now() < end;

  /** A timer may fire a moment before the clock says so, and the store counts as the clock does. */
  function ring(): void {
    if (isClosed()) cancel = clock.after(end - clock.now() + 1, ring);
    else open();
  }

  function watch(): void {
    if (isClosed()) cancel ??= clock.after(end - clock.now(), ring);
  }

  return {
    get until() {
      return isClosed() ? end : null;
    },
    close(until) {
      if (until <= latest || until <= clock.now()) return false;
      end = until;
      latest = until;
      if (cancel) {
        unwatch();
        cancel = clock.after(until - clock.now(), ring);
      }
      return true;
    },
    check() {
      if (isClosed()) return end;
      open();
      return null;
    },
    open,
    watch,
    unwatch,
  };
}
