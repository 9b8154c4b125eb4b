import { describe, expect, it } from 'vitest';
import type { Authenticator, Caller } from '../../src/auth/authenticator.js';
import { createClient, InputError, MagentoError } from '../../src/core.js';
import { loadRecordings, type Recording, toResponse } from './load.js';
import { type Rebuilt, rebuild, targetOf } from './rebuild.js';

const recordings = loadRecordings();

/** Requests no caller of the SDK can make, and why. Their answers are checked all the same. */
function unexpressible({ request }: Recording): string | undefined {
  const { method, url, headers, body } = request;
  if (!['GET', 'POST', 'PUT', 'DELETE'].includes(method)) return 'a verb the API does not have';
  const target = targetOf(url);
  if (!target) return url.includes('/rest/') ? 'no path of a store' : 'not below /rest';
  if (headers['content-type'] !== undefined && headers['content-type'] !== 'application/json') {
    return 'a content type the SDK does not send';
  }
  if (headers.accept && !/json|^\*\/\*$/.test(headers.accept))
    return 'an Accept header the SDK does not send';
  if (headers.cookie) return 'a cookie';
  if (method === 'GET' && body !== undefined) return 'a GET with a body';
  if (body !== undefined && !isObjectOrList(body)) return 'a body that is no JSON object';
  if (body !== undefined && headers['content-type'] === undefined)
    return 'a body without a content type';
  if (target.query.split('&').some((pair) => pair !== '' && !/^[^=+]+=[^=+]*$/.test(pair))) {
    return 'a query that is not key=value, or holds a raw plus';
  }
  const keys = target.query.split('&').map((pair) => pair.split('=')[0]);
  if (target.query && new Set(keys).size < keys.length) return 'a query with a repeated key';
  if (/[+]/.test(target.path)) return 'a raw plus in the path, which is a space to the store';
  if (/\/(?:%2E|\.){2}(?:\/|$)/i.test(target.path))
    return '".." as a segment, which URL parsers resolve';
  if (!isDecodable(target.path)) return 'a path that is no percent-encoded UTF-8';
  return undefined;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function isObjectOrList(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function callerOf(authorization: string | undefined): { caller: Caller; proven: boolean } {
  if (!authorization) return { caller: 'guest', proven: false };
  if (/^oauth /i.test(authorization)) return { caller: 'integration', proven: true };
  try {
    const claims = JSON.parse(atob(authorization.split('.')[1] ?? ''));
    return { caller: claims.utypid === 3 ? 'customer' : 'admin', proven: false };
  } catch {
    return { caller: 'integration', proven: false };
  }
}

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
}

async function replay(recording: Recording, rebuilt: Rebuilt) {
  const sent: Sent[] = [];
  const authorization = recording.request.headers.authorization;
  const auth: Authenticator = {
    name: 'recorded',
    ...callerOf(authorization),
    authenticate: () => (authorization ? { authorization } : {}),
  };
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent.push({
      method: init?.method ?? '',
      url: String(url),
      body: init?.body as string | undefined,
    });
    return toResponse(recording);
  };
  const { origin, pathname } = new URL(recording.request.url);
  const prefix = pathname.startsWith('/index.php') ? '/index.php/rest' : '/rest';
  const client = createClient({
    baseUrl: origin + prefix,
    auth,
    fetch,
    retry: { throttled: 0, soft: 0 },
  });
  let outcome: { value?: unknown; error?: unknown };
  try {
    outcome = { value: await rebuilt.call(client) };
  } catch (error) {
    outcome = { error };
  }
  return { sent, outcome };
}

const pairs = (query: string) =>
  query
    .split('&')
    .map((pair) => pair.split('=').map(decodeURIComponent).join('='))
    .sort();

/** Method, path by segment, query by pair. A path without store code may gain "all" for a write. */
function sameRequest(recording: Recording, { method, url }: Sent): boolean {
  const target = targetOf(recording.request.url);
  const actual = targetOf(url);
  if (!target || !actual || method !== recording.request.method) return false;
  const decode = (path: string) =>
    path.replace(/\/$/, '').split('/').map(decodeURIComponent).join('\n');
  const gainsAll = target.store === undefined && actual.store === 'all' && method !== 'GET';
  return (
    (gainsAll || actual.store === target.store) &&
    decode(actual.path) === decode(target.path) &&
    pairs(actual.query).join('&') === pairs(target.query).join('&')
  );
}

/** The body with identifiers that the SDK adds from the path taken as given. */
function sameBody(recording: Recording, { body }: Sent, how: Rebuilt['how']): boolean {
  const recorded = recording.request.body;
  if (recorded === undefined) return body === undefined || body === '{}';
  const [expected, actual] = [JSON.parse(recorded), JSON.parse(body ?? 'null')];
  return how === 'operation'
    ? contains(actual, expected)
    : JSON.stringify(actual) === JSON.stringify(expected);
}

function contains(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected);
  if (typeof actual !== 'object' || actual === null) return false;
  return Object.entries(expected).every(([key, value]) =>
    contains((actual as Record<string, unknown>)[key], value),
  );
}

const CODES: Readonly<Record<number, string>> = { 404: 'NOT_FOUND', 429: 'RATE_LIMIT' };

/** The code an answer must lead to; a function of status, named resource and caller alone. */
function expectedCode({ request, response }: Recording): string | undefined {
  const { status } = response;
  const body = response.body as { parameters?: { resources?: string } } | null;
  if (status < 300) return undefined;
  if (body?.parameters && 'active_providers' in body.parameters) return 'TWO_FACTOR_REQUIRED';
  if (status === 401) {
    const resources = body?.parameters?.resources;
    const { caller, proven } = callerOf(request.headers.authorization);
    const wrongCaller = (resources === 'self') !== (caller === 'customer');
    return resources && caller !== 'guest' && (proven || wrongCaller)
      ? 'PERMISSION'
      : 'AUTHENTICATION';
  }
  return CODES[status] ?? (status >= 500 ? 'SERVER' : 'BAD_REQUEST');
}

/** Every scalar parameter whose placeholder is in the template must stand in the message, and no placeholder. */
function filled(error: MagentoError, body: unknown): boolean {
  const {
    message = '',
    parameters,
    errors = [],
  } = (body ?? {}) as Record<string, never> & {
    message?: string;
    parameters?: Record<string, unknown>;
    errors?: unknown[];
  };
  const values = Object.entries(parameters ?? {}).filter(([name]) =>
    message.includes(Array.isArray(parameters) ? `%${Number(name) + 1}` : `%${name}`),
  );
  const placeholders = /%(?:[1-9]|fieldName|fieldValue|resources|bulkUuid|max|type|value)\b/;
  const own = error.message.split(' Hint: ')[0] ?? '';
  return (
    !placeholders.test(own) &&
    values.every(([, value]) => own.includes(value === null ? '' : String(value))) &&
    errors.every((nested) => filled(error, nested))
  );
}

const normalise = (value: unknown) =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;

/** An empty object may stand for the empty list that PHP makes of it. */
const text = (value: unknown) => JSON.stringify(value)?.replaceAll('{}', '[]');

/** What the SDK may change in an answer: digits to numbers, [] to nothing or {}, items: null to []. */
function rightValue(value: unknown, recorded: unknown, how: Rebuilt['how']): boolean {
  if (how === 'request') return JSON.stringify(value) === JSON.stringify(recorded);
  if (Array.isArray(recorded) && recorded.length === 0) {
    return (
      value === undefined ||
      value === null ||
      ['[]', '{}', '{"items":[]}'].includes(JSON.stringify(value))
    );
  }
  const items = (recorded as { items?: unknown })?.items;
  const corrected = items === null ? { ...(recorded as object), items: [] } : recorded;
  return text(normalise(value)) === text(normalise(corrected));
}

function rightOutcome(
  recording: Recording,
  outcome: { value?: unknown; error?: unknown },
  how: Rebuilt['how'],
) {
  const code = expectedCode(recording);
  const { body, headers } = recording.response;
  if (code === undefined) {
    const isJson = String(headers['content-type']).startsWith('application/json');
    if (isJson) return outcome.error === undefined && rightValue(outcome.value, body, how);
    return (outcome.error as MagentoError)?.code === 'RESPONSE_FORMAT';
  }
  const { error } = outcome;
  return error instanceof MagentoError && error.code === code && filled(error, body);
}

/** Same identifier in path and body, or the SDK refuses before it sends; a store would save the wrong thing. */
const REFUSED = [
  'put-sku-mismatch',
  'put-sku-mismatch-with-fields-query',
  'put-customer-other-id-in-body',
];

describe('recorded answers of a real Magento 2.4.6', () => {
  it('are asked for alike and understood', async () => {
    const wrong: string[] = [];
    const count = { operation: 0, request: 0, answerOnly: 0, refused: 0 };
    for (const recording of recordings) {
      const where = `${recording.file}/${recording.name}`;
      const reason = unexpressible(recording);
      const target = targetOf(recording.request.url);
      const ways: Rebuilt[] =
        reason || !target
          ? [
              {
                how: 'request',
                call: (client) => client.request({ method: 'GET', path: '/V1/any' }),
              },
            ]
          : rebuild(recording, target);
      let done = false;
      for (const way of ways) {
        const { sent, outcome } = await replay(recording, way);
        const [request] = sent;
        if (!request) {
          if (!(outcome.error instanceof InputError))
            wrong.push(`${where}: nothing sent, ${String(outcome.error)}`);
          else if (REFUSED.includes(recording.name)) count.refused += 1;
          continue;
        }
        if (reason) count.answerOnly += 1;
        else if (!sameRequest(recording, request))
          wrong.push(`${where}: ${way.how} ${request.method} ${request.url}`);
        else if (!sameBody(recording, request, way.how))
          wrong.push(`${where}: ${way.how} body ${request.body}`);
        else count[way.how] += 1;
        if (!rightOutcome(recording, outcome, way.how)) {
          wrong.push(`${where}: ${way.how} answered ${JSON.stringify(outcome)}`.slice(0, 300));
        }
        done = true;
        break;
      }
      if (!done) wrong.push(`${where}: cannot be sent`);
    }
    for (const file of new Set(recordings.map((one) => one.file))) {
      const { length } = recordings.filter((one) => one.file === file);
      const bad = wrong.filter((one) => one.startsWith(`${file}/`)).length;
      console.info(`recordings ${file}: ${length} checked, ${bad} wrong`);
    }
    console.info(`recordings: ${recordings.length} checked, ${wrong.length} wrong`, count);
    expect(wrong).toEqual([]);
    expect(recordings.length).toBeGreaterThanOrEqual(580);
    expect(count.refused).toBe(REFUSED.length);
    expect(count.operation).toBeGreaterThan(250);
  });
});
