/** What a hostile or careless store can see of a request, and so send back. */
export interface Seen {
  readonly url: string;
  readonly headers: string;
  readonly authorization: string;
  readonly body: string;
  readonly all: string;
}

/** A store that answers one way or another, or a platform that fails. */
export type Store = (seen: Seen) => Response | Promise<Response>;

const json = (value: unknown, status: number, headers: Record<string, string> = {}): Response =>
  Response.json(value, { status, headers });

const broken = (message: string, cause: unknown): never => {
  throw new TypeError(message, { cause });
};

const trace = (seen: Seen): string =>
  `#0 app/Login.php(3): login('admin', '${seen.body}')\n#1 ${seen.headers}\n#2 {main}`;

/** Stores whose answers hold what the request held. */
export const echoes: Readonly<Record<string, Store>> = {
  'a message': ({ all }) => json({ message: `You sent ${all}` }, 400),
  'a message of a 401': ({ authorization }) => json({ message: `Bad: ${authorization}` }, 401),
  'a message of a 500': ({ all }) => json({ message: `Failed on ${all}` }, 500),
  'parameters by position': ({ headers, body }) =>
    json({ message: 'No %1 in %2', parameters: [headers, body] }, 404),
  'parameters by name': ({ authorization, body }) =>
    json({ message: 'No %a', parameters: { a: body, b: { c: [authorization] } } }, 400),
  'the refused resource': ({ authorization }) =>
    json({ message: 'No %resources', parameters: { resources: authorization } }, 401),
  'the providers of a second factor': ({ body }) =>
    json({ message: 'x', parameters: { active_providers: [body], providers: [body] } }, 400),
  'nested errors': ({ all, body }) =>
    json({ message: 'x', errors: [{ message: all, parameters: [body] }] }, 400),
  'the second shape of errors': ({ all }) =>
    json({ messages: { error: [{ code: 500, message: all }] } }, 500),
  'the report id': ({ authorization }) =>
    json({ message: `Internal Error. Report ID: webapi-${authorization}` }, 500),
  'an answer of OAuth 2': ({ all }) => json({ error: 'no', error_description: all }, 400),
  'an answer of OAuth 1': ({ all }) =>
    new Response(`oauth_problem=${encodeURIComponent(all)}`, { status: 401 }),
  'a text': ({ authorization }) => new Response(authorization, { status: 502 }),
  'a JSON string': ({ authorization }) => json(authorization, 500),
  'a title': ({ all }) => new Response(`<title>${all}</title>`, { status: 403 }),
  'a page of the framework': ({ all }) => new Response(`<h1>${all}</h1>`, { status: 500 }),
  'a trace in developer mode': (seen) =>
    json({ message: `Broken\n${trace(seen)}`, trace: trace(seen) }, 500),
  'a trace of PHP': (seen) =>
    new Response(`TypeError: wrong\nStack trace:\n${trace(seen)}`, { status: 500 }),
  'a success that is none': ({ all }) => new Response(`<html>${all}</html>`),
  'a JSON text cut short': ({ all }) => new Response(JSON.stringify({ all }).slice(0, -2)),
  'a content type': ({ authorization }) =>
    new Response('<', { headers: { 'content-type': `text/html; x=${authorization}` } }),
  'the name of the server': ({ authorization }) =>
    new Response('<h1>no</h1>', { status: 403, headers: { server: authorization } }),
  'a header of the answer': ({ authorization }) =>
    json({ message: 'busy' }, 503, { 'retry-after': '0', 'x-debug': authorization }),
  'the query of a redirect': ({ authorization }) =>
    new Response('', {
      status: 302,
      headers: { location: `/login?t=${encodeURIComponent(authorization)}` },
    }),
  'the fragment of a redirect': ({ authorization }) =>
    new Response('', {
      status: 302,
      headers: { location: `/login#t=${encodeURIComponent(authorization)}` },
    }),
  'the path of a redirect': ({ authorization }) =>
    new Response('', {
      status: 302,
      headers: { location: `/login/${encodeURIComponent(authorization)}` },
    }),
  'the user of a redirect': ({ authorization }) =>
    new Response('', {
      status: 302,
      headers: { location: `https://u:${encodeURIComponent(authorization)}@shop.example.com/` },
    }),
};

/** Platforms and mocks whose errors hold what the request held. */
export const failures: Readonly<Record<string, Store>> = {
  'a refused connection': ({ all }) =>
    broken('fetch failed', Object.assign(new Error(`connect ${all}`), { code: 'ECONNREFUSED' })),
  'a name that does not exist': ({ url }) =>
    broken('fetch failed', Object.assign(new Error(url), { code: 'ENOTFOUND' })),
  'a mock without an answer': ({ all }) => broken(`No match for request ${all}`, undefined),
  'a mock that prints JSON': (seen) =>
    broken(`No match: ${JSON.stringify(seen, null, 2)}`, { ...seen }),
  'an error with the request on it': (seen) =>
    Promise.reject(Object.assign(new Error('socket'), { code: 'ECONNRESET', config: seen })),
  'an error that is a text': ({ all }) => Promise.reject(all),
  'a code that holds it': ({ authorization }) =>
    broken('fetch failed', { code: authorization, message: 'x' }),
};

/** A fetch in front of such a store. */
export function fetchOf(store: Store): typeof globalThis.fetch {
  return async (input, init) => {
    const sent = new Headers(init?.headers);
    const headers = [...sent].map(([name, value]) => `${name}: ${value}`).join('\n');
    const authorization = sent.get('authorization') ?? String(init?.body ?? '');
    const body = String(init?.body ?? '');
    const url = String(input);
    return store({ url, headers, authorization, body, all: `${url}\n${headers}\n${body}` });
  };
}
