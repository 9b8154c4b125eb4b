type Send = typeof globalThis.fetch;

/** Stands between app and store, and does something else than to pass on, once per order. */
export interface Wire {
  readonly through: (send: Send) => Send;
  /** What happens to the next request whose path ends like this. */
  next(path: string, action: (send: () => Promise<Response>) => Promise<Response>): void;
}

export function createWire(): Wire {
  const orders: { path: string; action: (send: () => Promise<Response>) => Promise<Response> }[] =
    [];
  return {
    through: (send) => (url, init) => {
      const { pathname } = new URL(String(url));
      const at = orders.findIndex(({ path }) => pathname.endsWith(path));
      const [order] = at < 0 ? [] : orders.splice(at, 1);
      return order ? order.action(() => send(url, init)) : send(url, init);
    },
    next: (path, action) => void orders.push({ path, action }),
  };
}

/** What `fetch` throws when nobody answers. */
export function unreachable(code = 'ECONNREFUSED'): Promise<never> {
  return Promise.reject(
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }),
  );
}

/** The request arrives, its answer does not. */
export async function lost(send: () => Promise<Response>): Promise<Response> {
  await send();
  return unreachable('ECONNRESET');
}

/** A page instead of an answer. */
export async function page(
  text = '<html>Down for maintenance</html>',
  status = 200,
): Promise<Response> {
  return new Response(text, { status, headers: { 'content-type': 'text/html' } });
}

/** What a token endpoint says when it refuses. */
export function refusal(sentence: string, status = 401): Promise<Response> {
  return page(`oauth_problem=${encodeURIComponent(sentence).replaceAll('%20', '+')}`, status);
}
