import { describe, expect, it } from 'vitest';
import { readStoreAddress } from '../../src/installations/store-address.js';

describe('a store', () => {
  it.each([
    ['https://shop.example.com/', 'shop.example.com', 'https://shop.example.com/'],
    ['https://SHOP.example.com', 'shop.example.com', 'https://shop.example.com/'],
    ['https://shop.example.com:443/', 'shop.example.com', 'https://shop.example.com/'],
    ['https://shop.example.com:8443/', 'shop.example.com:8443', 'https://shop.example.com:8443/'],
    ['https://shop.example.com/us/', 'shop.example.com/us', 'https://shop.example.com/us/'],
    ['https://shop.example.com/us', 'shop.example.com/us', 'https://shop.example.com/us/'],
    [
      'https://shop.example.com/index.php/',
      'shop.example.com',
      'https://shop.example.com/index.php/',
    ],
    [
      'https://shop.example.com/us/index.php/',
      'shop.example.com/us',
      'https://shop.example.com/us/index.php/',
    ],
    ['https://shop.example.com/a/../us/', 'shop.example.com/us', 'https://shop.example.com/us/'],
    ['https://münchen.example/', 'xn--mnchen-3ya.example', 'https://xn--mnchen-3ya.example/'],
    ['http://127.0.0.1:8088/', 'http://127.0.0.1:8088', 'http://127.0.0.1:8088/'],
  ])('at %s is called %s', (text, storeId, storeUrl) => {
    expect(readStoreAddress(text)).toEqual({ storeId, storeUrl });
  });

  it('over http is another one than over https', () => {
    const [one, two] = ['https://a.example/', 'http://a.example/'].map(readStoreAddress);
    expect(one?.storeId).not.toBe(two?.storeId);
  });
});
