import { describe, expect, it } from 'vitest';
import { parseBaseUrl } from '../../src/client/base-url.js';
import { ConfigError } from '../../src/errors/index.js';

const root = (url: string, allowInsecureHttp = false) => parseBaseUrl(url, { allowInsecureHttp });

describe('finds the REST root in the URL people have', () => {
  it.each([
    ['https://shop.example.com', 'https://shop.example.com/rest', undefined],
    ['https://shop.example.com/', 'https://shop.example.com/rest', undefined],
    [' https://shop.example.com/rest ', 'https://shop.example.com/rest', undefined],
    ['https://shop.example.com/rest/', 'https://shop.example.com/rest', undefined],
    ['https://shop.example.com/rest/V1', 'https://shop.example.com/rest', undefined],
    ['https://shop.example.com/rest/V1/', 'https://shop.example.com/rest', undefined],
    ['https://shop.example.com/rest/de', 'https://shop.example.com/rest', 'de'],
    ['https://shop.example.com/rest/de_CH/V1', 'https://shop.example.com/rest', 'de_CH'],
    ['https://shop.example.com/rest/all/V1', 'https://shop.example.com/rest', 'all'],
    ['https://shop.example.com/index.php', 'https://shop.example.com/index.php/rest', undefined],
    [
      'https://shop.example.com/index.php/rest/',
      'https://shop.example.com/index.php/rest',
      undefined,
    ],
    [
      'https://shop.example.com/index.php/rest/de/V1',
      'https://shop.example.com/index.php/rest',
      'de',
    ],
    ['https://shop.example.com/admin', 'https://shop.example.com/rest', undefined],
    ['https://shop.example.com/admin_1x7zq/', 'https://shop.example.com/rest', undefined],
    [
      'https://shop.example.com/index.php/admin/admin/dashboard',
      'https://shop.example.com/index.php/rest',
      undefined,
    ],
    ['https://example.com/shop/', 'https://example.com/shop/rest', undefined],
    ['https://example.com/shop/backend', 'https://example.com/shop/rest', undefined],
    ['https://SHOP.example.com:8443', 'https://shop.example.com:8443/rest', undefined],
    ['http://localhost:8080', 'http://localhost:8080/rest', undefined],
    ['http://127.0.0.1/rest', 'http://127.0.0.1/rest', undefined],
    ['http://[::1]:3000', 'http://[::1]:3000/rest', undefined],
  ])('%s', (url, expected, store) => {
    expect(root(url)).toEqual({ root: expected, store, scopeIn: 'path' });
  });
});

describe('Adobe’s SaaS', () => {
  it.each([
    'https://na1.api.commerce.adobe.com/acme',
    'https://na1.api.commerce.adobe.com/acme/V1/',
  ])('has the tenant in the path and the store in a header: %s', (url) => {
    expect(root(url)).toEqual({
      root: 'https://na1.api.commerce.adobe.com/acme',
      store: undefined,
      scopeIn: 'header',
    });
  });

  it.each(['https://na1.api.commerce.adobe.com', 'https://na1.api.commerce.adobe.com/a/b'])(
    'needs the tenant and nothing else: %s',
    (url) => {
      expect(() => root(url)).toThrow(/your-tenant/);
    },
  );
});

describe('refuses what cannot be one, and shows what it should look like', () => {
  it.each([
    ['shop.example.com', /has no https:\/\/ in front/],
    ['not a url', /is not a URL/],
    ['ftp://shop.example.com', /is not a web address/],
    ['https://shop.example.com/rest/V1/products', /goes on after the REST root/],
    ['https://shop.example.com/rest/de/V1/products', /goes on after the REST root/],
    ['https://shop.example.com/rest/1de', /no store code/],
    ['https://shop.example.com/graphql', /points to \/graphql/],
    ['https://shop.example.com/soap/default', /points to \/soap/],
    ['https://shop.example.com/?___store=de', /has a query/],
    ['https://shop.example.com/#/', /has a fragment/],
  ])('%s', (url, message) => {
    const attempt = () => root(url);
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow('https://shop.example.com/rest');
  });

  it('keeps the password of a URL out of the error', () => {
    expect(() => root('https://me:s3cret@shop.example.com')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
    );
  });

  it('wants https unless the store is on loopback or http is allowed', () => {
    expect(() => root('http://shop.example.com')).toThrow(/allowInsecureHttp: true/);
    expect(root('http://shop.example.com', true).root).toBe('http://shop.example.com/rest');
  });
});
