/**
 * Runs a generator ahead: at most `depth` pages more than were taken. What fails ahead is thrown in its
 * turn, after the pages before it.
 */
export async function* lookAhead<T>(
  pages: AsyncGenerator<T, undefined>,
  depth: number,
): AsyncGenerator<T, undefined> {
  const ahead: Promise<IteratorResult<T, undefined>>[] = [];
  const fetch = () => {
    const next = pages.next();
    // Whoever waits for it sees the failure; until then nobody does.
    next.catch(() => undefined);
    ahead.push(next);
  };
  while (true) {
    if (ahead.length === 0) fetch();
    const result = await ahead.shift();
    if (result === undefined || result.done) return;
    while (ahead.length < depth) fetch();
    yield result.value;
  }
}
