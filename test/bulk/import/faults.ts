type Fetch = typeof globalThis.fetch;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const broken = () =>
  new TypeError('fetch failed', {
    cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
  });

/** An answer that ends in the middle, with or without its connection. */
async function cut(answer: Response, breaks: boolean): Promise<Response> {
  const text = await answer.text();
  const { status, headers } = answer;
  const half = new TextEncoder().encode(text.slice(0, text.length / 2));
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(half);
      if (breaks) controller.error(broken());
      else controller.close();
    },
  });
  return new Response(body, { status, headers });
}

/**
 * A bad connection: a tenth of all answers is a 503, a broken connection, half an answer, or one that comes
 * too late. In most cases the store has done what was asked.
 */
export function badConnection(fetch: Fetch, random: () => number, slowMs: number): Fetch {
  return async (input, init) => {
    if (String(input).includes('/token')) return fetch(input, init);
    const fate = random() * 100;
    if (fate < 1.5) return new Response('Service Unavailable', { status: 503 });
    if (fate < 2) throw broken();
    const answer = await fetch(input, init);
    if (fate < 3) return new Response('Service Unavailable', { status: 503 });
    if (fate < 6) throw broken();
    if (fate < 7) return cut(answer, true);
    if (fate < 8) return cut(answer, false);
    if (fate < 10) await pause(slowMs);
    return answer;
  };
}

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
