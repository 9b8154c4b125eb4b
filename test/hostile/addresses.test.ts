import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBaseUrl } from '../../src/client/base-url.js';
import { headerProblem } from '../../src/client/header-problem.js';
import { encodeQuery } from '../../src/encode-query.js';
import { encodeSegment, normalisePath } from '../../src/http/url.js';
import { fieldMap } from '../../src/search/fields/field-map.js';
import { parseCriteria } from '../../src/search/index.js';
import { outcomeOf, WATCHDOG_MS } from './support/bounded.js';
import { anyText } from './support/texts.js';

const ROOT = 'https://shop.example/rest/V1/';
/** What may go over the wire in a target. */
const PLAIN = /^[!$&'()*+,;=:@\w.~%/-]*$/;

describe('an address', { timeout: WATCHDOG_MS }, () => {
  test('with any text as a segment stays that one segment', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const made = outcomeOf(() => encodeSegment(text, 'sku'));
        if ('error' in made) return;
        expect(made.value).toMatch(/^[\w.~%-]+$/);
        expect(made.value.length).toBeLessThanOrEqual(text.length * 9);
        const { pathname, search, hash, host } = new URL(ROOT + made.value);
        expect([host, search, hash]).toEqual(['shop.example', '', '']);
        expect(pathname.split('/').length).toBe(4);
        expect(decodeURIComponent(pathname.split('/')[3] ?? '')).toBe(text);
      }),
    );
  });

  test('of any path stays below the store, and is the same when it is read again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const made = outcomeOf(() => normalisePath(`/V1/${text}`));
        if ('error' in made) return;
        const { path, query } = made.value;
        expect(path).toMatch(PLAIN);
        const url = new URL(`https://shop.example/rest${path}${query && `?${query}`}`);
        expect(url.host).toBe('shop.example');
        expect(url.pathname).toBe(`/rest${path}`);
        expect(normalisePath(path + (query && `?${query}`))).toEqual({ path, query });
      }),
    );
  });

  test('takes any query, each name with one value', () => {
    const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 30, depthIdentifier: 'query' },
        anyText,
        fc.double(),
        fc.bigInt(),
        fc.date({ noInvalidDate: false }),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(anyText, tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(anyText, anyValue, { maxKeys: 4 }), (query) => {
        const made = outcomeOf(() => encodeQuery(query));
        if ('error' in made || made.value === '') return;
        for (const pair of made.value.split('&')) expect(pair).toMatch(/^[\w.~%-]*=[\w.~%-]*$/);
      }),
    );
  });

  test('refuses a query that holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(outcomeOf(() => encodeQuery({ loop }))).toMatchObject({ error: { code: 'INPUT' } });
  });

  test.each([new Map([['a', 1]]), new Set([1]), new URLSearchParams('a=1')])(
    'refuses a query with a value that has no members of its own',
    (value) => {
      const made = outcomeOf(() => encodeQuery({ value }));
      expect(made).toMatchObject({ error: { code: 'INPUT' } });
    },
  );

  test('of a shop is read, or refused with the reason', () => {
    const anyUrl = fc.tuple(
      fc.constantFrom('', 'https://', 'http://', 'https://s.example/'),
      anyText,
    );
    fc.assert(
      fc.property(anyUrl, ([start, rest]) => {
        const made = outcomeOf(() => parseBaseUrl(start + rest));
        if ('error' in made) {
          expect(made.error).toMatchObject({ code: 'CONFIG' });
          return;
        }
        const { root } = made.value;
        expect(root).toMatch(/^https?:\/\/[^/@?#\s]+\/[^?#\s]*$/);
        expect(root).toMatch(/rest$/);
      }),
    );
  });
});

describe('a header', () => {
  test('of any name and value is refused, or taken by the platform as it is', () => {
    const anyName = fc.oneof(anyText, fc.constantFrom('x-pass', 'x\r\ny', 'X_y', ''));
    fc.assert(
      fc.property(anyName, anyText, (name, value) => {
        if (headerProblem({ [name]: value }) !== undefined) return;
        const headers = [...new Headers({ [name]: value })];
        expect(headers).toEqual([[name.toLowerCase(), value.replace(/^[\t ]+|[\t ]+$/g, '')]]);
      }),
    );
  });

  test.each(['a\r\nx-evil: 1', 'a\nb', 'a\0', 'ł', '\ud800'])('refuses %j as a value', (value) => {
    expect(headerProblem({ 'x-pass': value })).toBeDefined();
  });
});

describe('criteria and fields as texts', { timeout: WATCHDOG_MS }, () => {
  const anyQuery = fc
    .array(
      fc.tuple(
        fc.constantFrom('[filterGroups][0]', '[pageSize]', '[a]'.repeat(9_000), ''),
        anyText,
      ),
    )
    .map((pairs) => pairs.map(([name, value]) => [`searchCriteria${name}`, value]));

  test('are read, or refused', () => {
    fc.assert(
      fc.property(anyQuery, (pairs) => {
        const made = outcomeOf(() => parseCriteria(new URLSearchParams(pairs)));
        if ('error' in made) expect(made.error).toMatchObject({ code: 'INPUT' });
      }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        outcomeOf(() => fieldMap(text));
      }),
    );
  });

  test.each([5, 60, 20_000])('that are nested %i deep end', (depth) => {
    outcomeOf(() => fieldMap(`${'a['.repeat(depth)}b${']'.repeat(depth)}`));
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(outcomeOf(() => fieldMap(loop))).toMatchObject({ error: { code: 'INPUT' } });
  });
});
