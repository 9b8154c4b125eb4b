/** What a small store can do. */
export interface SmallStoreOptions {
  /** Requests at once; the rest is refused with 429. */
  readonly limit: number;
  /** Milliseconds of an answer. */
  readonly answerMs: number;
}

/** Makes a store of what is behind `fetch` that is slow and refuses what is too much at once. */
export function smallStore(
  fetch: typeof globalThis.fetch,
  { limit, answerMs }: SmallStoreOptions,
): typeof globalThis.fetch {
  let running = 0;
  return async (input, init) => {
    if (running >= limit) {
      return Response.json({ message: 'Too Many Requests' }, { status: 429 });
    }
    running += 1;
    try {
      await new Promise((resolve) => setTimeout(resolve, answerMs));
      return await fetch(input, init);
    } finally {
      running -= 1;
    }
  };
}
