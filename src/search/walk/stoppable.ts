/** Why a walk was aborted that the caller left. */
export const STOPPED: unique symbol = Symbol('stopped');

/**
 * An iterator whose `return` ends what runs at once, even while a `next` waits; a generator alone would
 * finish that first.
 */
export function stoppable<T>(
  run: (stop: AbortController) => AsyncGenerator<T, undefined>,
): AsyncIterator<T, undefined> {
  const stop = new AbortController();
  const values = run(stop);
  return {
    next: () => values.next(),
    return() {
      stop.abort(STOPPED);
      return values.return(undefined);
    },
  };
}
