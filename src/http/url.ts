import { percentDecode, percentEncode } from '../encode.js';
import { InputError } from '../errors/input-error.js';

/** What a refused value is, without saying more: it may be a secret. */
function describe(value: unknown): string {
  if (value === '' || value === '.' || value === '..') return JSON.stringify(value);
  return value === null ? 'null' : `of type ${typeof value}`;
}

/** One path parameter, encoded once. `.` and `..` would be taken for directions. */
export function encodeSegment(value: unknown, name: string): string {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== 'string' || text === '' || text === '.' || text === '..') {
    throw new InputError(
      `"${name}" cannot be part of a path: it is ${describe(value)}. It takes a non-empty text or a number.`,
    );
  }
  return percentEncode(text);
}

const SINGLE_DOT = /^(?:\.|%2e){1,2}$/i;

function encodeRawSegment(segment: string): string {
  if (SINGLE_DOT.test(segment)) throw new InputError('A path cannot hold "." or "..".');
  return segment
    .split(/(%[0-9a-f]{2})/gi)
    .map((part, index) =>
      index % 2 === 1
        ? part.toUpperCase()
        : percentEncode(part).replace(/%(?:3A|40|26|3D|2B|24|2C|3B)/g, percentDecode),
    )
    .join('');
}

/** A hand-written path with perhaps a query, brought to the form that is sent and signed. */
export function normalisePath(text: string): { readonly path: string; readonly query: string } {
  const [path = '', query = ''] = text.split('#', 1)[0]?.split(/\?(.*)/s) ?? [];
  const pairs = query.split('&').filter((pair) => pair !== '');
  return {
    path: `/${path.replace(/^\/+/, '').split('/').map(encodeRawSegment).join('/')}`,
    query: pairs
      .map((pair) => pair.split(/=(.*)/s))
      .map(([name = '', value = '']) => `${recode(name)}=${recode(value)}`)
      .join('&'),
  };
}

const recode = (text: string) => percentEncode(percentDecode(text));

/** Joins two query strings, either of which may be empty. */
export function joinQueries(...queries: readonly string[]): string {
  return queries.filter((query) => query !== '').join('&');
}
