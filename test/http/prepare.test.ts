import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/client/types.js';
import { encodeQuery, firstIndex } from '../../src/encode-query.js';
import { InputError } from '../../src/errors/index.js';
import { createLaterParts } from '../../src/http/later-parts.js';
import { listQuery } from '../../src/http/list-query.js';
import { prepareRequest, prepareSingle, withOptions } from '../../src/http/prepare.js';
import { encodeSegment } from '../../src/http/url.js';

const get: Operation = {
  name: 'products.get',
  method: 'GET',
  path: '/V1/products/{sku}',
  query: ['storeId'],
};
const update: Operation = {
  name: 'products.update',
  method: 'PUT',
  path: '/V1/products/{sku}',
  body: ['product', 'saveOptions'],
  identity: [['sku', 'product.sku']],
};
const list: Operation = {
  name: 'orders.list',
  method: 'GET',
  path: '/V1/orders',
  criteria: 'searchCriteria',
};

describe('paths', () => {
  it.each([
    ['24-MB01', '/V1/products/24-MB01'],
    ['a/b', '/V1/products/a%2Fb'],
    ["a+b c'd!(*)", '/V1/products/a%2Bb%20c%27d%21%28%2A%29'],
    ['Übergröße', '/V1/products/%C3%9Cbergr%C3%B6%C3%9Fe'],
    ['100%', '/V1/products/100%25'],
    ['..a', '/V1/products/..a'],
  ])('encode %s once', (sku, path) => {
    expect(prepareSingle(get, { sku }).path).toBe(path);
  });

  it.each([undefined, null, '', '.', '..', Number.NaN, {}, []])('refuse %j', (sku) => {
    expect(() => prepareSingle(get, { sku })).toThrow(InputError);
  });

  it('arrive as they were, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (sku) => {
        fc.pre(sku !== '.' && sku !== '..');
        const { pathname } = new URL(`https://x/rest/${encodeSegment(sku, 'sku')}/y`);
        expect(pathname.split('/')).toHaveLength(4);
        expect(decodeURIComponent(pathname.split('/')[2] ?? '')).toBe(sku);
      }),
    );
  });

  it('refuse half a surrogate pair instead of sending something else', () => {
    expect(() => encodeSegment('a\ud800', 'sku')).toThrow(InputError);
  });

  it('mask a parameter that is a secret', () => {
    const reset: Operation = { name: 'x', method: 'GET', path: '/V1/{id}/{resetToken}' };
    const { path, shownPath } = prepareSingle(reset, { id: 1, resetToken: 'abc' });
    expect([path, shownPath]).toEqual(['/V1/1/abc', '/V1/1/{resetToken}']);
  });
});

describe('input', () => {
  it('goes to path, query and body by name', () => {
    const request = prepareSingle(update, {
      sku: 'A',
      product: { sku: 'A', price: 1 },
      saveOptions: true,
    });
    expect(request.body).toBe('{"product":{"sku":"A","price":1},"saveOptions":true}');
    expect(prepareSingle(get, { sku: 'A', storeId: 2 }).query).toBe('storeId=2');
  });

  it('with an unknown member is refused and the known ones are named', () => {
    expect(() => prepareSingle(get, { sku: 'A', storeID: 2 })).toThrow(
      'products.get has no input "storeID"; it takes sku, storeId.',
    );
  });

  it.each(['24-MB01', ['24-MB01'], 7, null])(
    'that is no object is refused with the right form: %j',
    (input) => {
      expect(() => prepareSingle(get, input as never)).toThrow(
        'products.get takes one object with its input: { sku, storeId }.',
      );
    },
  );

  it('gets the identifier of the path into the body', () => {
    expect(prepareSingle(update, { sku: 'A', product: { price: 1 } }).body).toBe(
      '{"product":{"price":1,"sku":"A"}}',
    );
  });

  it('with two different identifiers is refused, as a store would save over the wrong product', () => {
    expect(() => prepareSingle(update, { sku: 'A', product: { sku: 'B' } })).toThrow(
      /"sku" is "A", but the body says "B"/,
    );
  });

  it('fills each item of a list, and leaves the input alone', () => {
    const operation: Operation = {
      name: 'productLinks.create',
      method: 'POST',
      path: '/V1/products/{sku}/links',
      body: ['items'],
      identity: [['sku', 'items[].sku']],
    };
    const input = { sku: 'A', items: [{ link_type: 'related' }] };
    expect(prepareSingle(operation, input).body).toBe(
      '{"items":[{"link_type":"related","sku":"A"}]}',
    );
    expect(input.items).toEqual([{ link_type: 'related' }]);
  });
});

describe('queries', () => {
  it('name nested values with brackets and never use +', () => {
    expect(encodeQuery({ a: { b: [1, 'x y'] }, c: true, d: undefined })).toBe(
      'a%5Bb%5D%5B0%5D=1&a%5Bb%5D%5B1%5D=x%20y&c=true',
    );
  });

  it('send dates in UTC as Magento writes them', () => {
    expect(encodeQuery({ at: new Date('2026-01-02T03:04:05+02:00') })).toBe(
      'at=2026-01-02%2001%3A04%3A05',
    );
  });

  it('refuse what has no text', () => {
    expect(() => encodeQuery({ a: Number.NaN })).toThrow(InputError);
    expect(() => encodeQuery({ a: () => 1 })).toThrow(InputError);
  });

  it.each([
    [0, 0],
    [10, 0],
    [11, 10],
    [90, 10],
    [91, 100],
    [900, 100],
    [901, 1000],
  ])('a list of %i starts at index %i', (length, first) => {
    expect(firstIndex(length)).toBe(first);
    const last = first + length - 1;
    if (length > 10) expect(String(last)).toHaveLength(String(first).length);
  });
});

describe('search criteria', () => {
  const encoded = (searchCriteria: object) =>
    decodeURIComponent(listQuery(list, { searchCriteria }));

  it('are always sent, with a page size', () => {
    expect(decodeURIComponent(listQuery(list))).toBe('searchCriteria[pageSize]=100');
    expect(encoded({ pageSize: 0 })).toBe('searchCriteria[pageSize]=0');
  });

  it('become bracketed names', () => {
    expect(
      encoded({
        filterGroups: [{ filters: [{ field: 'price', value: 20, conditionType: 'lt' }] }],
        sortOrders: [{ field: 'price', direction: 'ASC' }],
        pageSize: 5,
        currentPage: 2,
      }).split('&'),
    ).toEqual([
      'searchCriteria[filterGroups][0][filters][0][field]=price',
      'searchCriteria[filterGroups][0][filters][0][value]=20',
      'searchCriteria[filterGroups][0][filters][0][conditionType]=lt',
      'searchCriteria[sortOrders][0][field]=price',
      'searchCriteria[sortOrders][0][direction]=ASC',
      'searchCriteria[pageSize]=5',
      'searchCriteria[currentPage]=2',
    ]);
  });

  it('give twelve groups indices of the same width, which all signature engines sort alike', () => {
    const filterGroups = Array.from({ length: 12 }, (_, i) => ({
      filters: [{ field: 'sku', value: `${i}` }],
    }));
    expect(encoded({ filterGroups })).toContain('[filterGroups][10][filters][0]');
    expect(encoded({ filterGroups })).not.toContain('[filterGroups][9]');
  });

  const filter = (one: object) => () => encoded({ filterGroups: [{ filters: [one] }] });

  it('compare a value with a comma on its own, as "in" splits on every comma', () => {
    const text = filter({ field: 'sku', value: ['a', 'b,c', 'd'], conditionType: 'in' })();
    expect(text).toContain('[filters][0][value]=a,d&');
    expect(text).toContain('[filters][1][value]=b,c&');
    expect(text).toContain('[filters][1][conditionType]=eq');
  });

  it('send a value with null, which finds nothing without one', () => {
    expect(filter({ field: 'x', conditionType: 'null' })()).toContain('[value]=1');
  });

  it.each([
    [{ field: 'sku', value: 'a', conditionType: 'moreq' }, /no condition "moreq"/],
    [{ field: 'sku', value: 'a', conditionType: 'EQ' }, /no condition "EQ"/],
    [{ field: 'sku' }, /has no value, which matches nothing/],
    [{ field: 'sku', value: ['a'] }, /"eq" on "sku" takes one text/],
    [{ field: 'sku', value: 'a', conditionType: 'in' }, /"in" on "sku" takes a list/],
    [{ field: 'sku', value: [], conditionType: 'in' }, /empty list/],
    [{ field: 'sku', value: ['a,b'], conditionType: 'nin' }, /comma/],
    [{ field: '', value: 'a' }, /needs a field/],
  ])('refuse what a store would silently answer with nothing: %j', (one, message) => {
    expect(filter(one)).toThrow(InputError);
    expect(filter(one)).toThrow(message);
  });

  it('refuse a query that is longer than servers take, and name the way out', () => {
    const skus = Array.from({ length: 1000 }, (_, index) => `SKU-${index}`);
    const long = filter({ field: 'sku', value: skus, conditionType: 'in' });
    expect(long).toThrow(InputError);
    expect(long).toThrow(/orders\.list takes \d+ bytes.*iterate/);
    const short = filter({ field: 'sku', value: skus.slice(0, 600), conditionType: 'in' });
    expect(short()).toContain('SKU-599');
  });

  it('refuse unknown members and directions', () => {
    expect(() => encoded({ filter_groups: [] })).toThrow(/no "filter_groups"/);
    expect(() => encoded({ sortOrders: [{ field: 'a', direction: 'up' }] })).toThrow(/ASC or DESC/);
    expect(() => encoded({ pageSize: 1.5 })).toThrow(/whole number/);
  });
});

describe('hand-written requests', () => {
  it('are brought to the form that is signed', () => {
    const { path, query } = prepareRequest({
      method: 'GET',
      path: 'V1/acme/a%2fb c/~x:y?searchCriteria[pageSize]=1&name=a%20b+c&bare',
      query: { status: ['new', 'old'] },
    });
    expect(path).toBe('/V1/acme/a%2Fb%20c/~x:y');
    expect(query).toBe(
      'searchCriteria%5BpageSize%5D=1&name=a%20b%2Bc&bare=&status%5B0%5D=new&status%5B1%5D=old',
    );
  });

  it('mask what follows a segment that names a token', () => {
    const { shownPath } = prepareRequest({
      method: 'GET',
      path: '/V1/customers/1/password/resetLinkToken/abc',
    });
    expect(shownPath).toBe('/V1/customers/1/password/resetLinkToken/***');
  });

  it.each(['/rest/V1/products', 'https://shop.example.com/rest/V1/x', 'rest/V1'])(
    'refuse %s',
    (path) => {
      expect(() => prepareRequest({ method: 'GET', path })).toThrow(/starts below the store/);
    },
  );

  it.each(['/V1/../admin', '/V1/%2e%2E/x', '/V1/./x'])('refuse %s', (path) => {
    expect(() => prepareRequest({ method: 'GET', path })).toThrow(InputError);
  });

  it('refuse other verbs', () => {
    expect(() => prepareRequest({ method: 'PATCH' as never, path: '/V1/x' })).toThrow(
      /GET, POST, PUT and DELETE/,
    );
  });
});

describe('fields', () => {
  const withFields = (fields: unknown) =>
    withOptions(prepareSingle(get, { sku: 'A' }), { fields }, createLaterParts());

  it('go into the query', async () => {
    const { query } = await withFields('items[sku],total_count');
    expect(query).toBe('fields=items%5Bsku%5D%2Ctotal_count');
  });

  it('are written from a list or an object as well', async () => {
    const { query } = await withFields({ items: { sku: true }, total_count: true });
    expect(query).toBe('fields=items%5Bsku%5D%2Ctotal_count');
  });

  it.each(['sku, name', 'a.b', ''])(
    'refuse %j, to which a store answers nothing',
    async (fields) => {
      await expect(withFields(fields)).rejects.toThrow(InputError);
    },
  );
});
