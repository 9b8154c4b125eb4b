import { inspect } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { throughProxy } from '../../examples/on-premise/through-proxy.js';
import { createMagento, NetworkError, oauth1 } from '../../src/index.js';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/index.js';
import { type ForwardProxy, startForwardProxy } from '../support/forward-proxy.js';

const TOKEN = `Basic ${Buffer.from('app:hunter2').toString('base64')}`;
const baseUrl = 'http://shop.internal';
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

/** A store behind a proxy, which alone knows its name. */
async function office(token?: string): Promise<{ sandbox: RunningSandbox; proxy: ForwardProxy }> {
  const sandbox = await startSandbox();
  const leads = { 'shop.internal:80': Number(new URL(sandbox.url).port) };
  const proxy = await startForwardProxy({ leads, ...(token && { token }) });
  opened.push(sandbox, proxy);
  return { sandbox, proxy };
}

function client(sandbox: RunningSandbox, fetch: typeof globalThis.fetch) {
  const auth = oauth1(sandbox.credentials.integration);
  const retry = { soft: 0 };
  return createMagento({ baseUrl, auth, fetch, retry, allowInsecureHttp: true });
}

test('signed calls go through the proxy, which looks up the name of the store', async () => {
  const { sandbox, proxy } = await office();
  const magento = client(sandbox, throughProxy(proxy.url));
  expect((await magento.products.get({ sku: '24-MB01' })).sku).toBe('24-MB01');
  await magento.products.update({ sku: '24-MB01', product: { price: 29.9 } });
  expect((await magento.products.get({ sku: '24-MB01' })).price).toBe(29.9);
  expect(new Set(proxy.asked)).toEqual(new Set(['shop.internal:80']));
});

test('a proxy that wants a password gets it, and the store does not', async () => {
  const { sandbox, proxy } = await office(TOKEN);
  const magento = client(sandbox, throughProxy(proxy.url, TOKEN));
  expect((await magento.products.get({ sku: '24-MB01' })).sku).toBe('24-MB01');
  expect(proxy.asked).toEqual(['shop.internal:80']);
  expect(JSON.stringify(sandbox.requests)).not.toContain(TOKEN);
});

test('a proxy that refuses is a network failure, without its password', async () => {
  const { sandbox, proxy } = await office(TOKEN);
  const wrong = `Basic ${Buffer.from('app:wrong').toString('base64')}`;
  const magento = client(sandbox, throughProxy(proxy.url, wrong));
  const error = await magento.products.get({ sku: '24-MB01' }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NetworkError);
  expect(inspect(error, { depth: 9 })).not.toContain(wrong);
  expect(sandbox.requests).toEqual([]);
});
