import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { closedPort, page, startServer } from '../support/server.js';
import { clockAt } from './clock.js';
import {
  app,
  askForAccessToken,
  askForRequestToken,
  callSigned,
  exchange,
  lastPost,
  openShop,
} from './exchange.js';

const name = 'Warehouse app';

describe('a new integration', () => {
  it('is inactive and posts nothing', () => {
    const shop = openShop();
    const integration = shop.sandbox.integrations.create({ name, ...app });
    expect(integration.status).toBe(0);
    expect(integration.name).toBe(name);
    expect(integration.consumerKey).toMatch(/^[0-9a-z]{32}$/);
    expect(shop.posted).toEqual([]);
  });

  it('needs a name of its own', () => {
    const { integrations } = createSandbox({ products: 10 });
    integrations.create({ name, ...app });
    expect(() => integrations.create({ name, ...app })).toThrow(
      'The integration with name "Warehouse app" exists. Choose another name.',
    );
  });

  it.each([
    { callbackUrl: `https://app.test/${'x'.repeat(240)}` },
    { identityUrl: 'javascript:alert(1)' },
    { identityUrl: '/login' },
    { callbackUrl: 'https://' },
  ])('is refused with %j', (changes) => {
    const { integrations } = createSandbox({ products: 10 });
    expect(() => integrations.create({ name, ...app, ...changes })).toThrow(
      'are http or https addresses of at most 255 characters',
    );
  });

  it('is forgotten by a reset', async () => {
    const { sandbox } = openShop();
    const integration = sandbox.integrations.create({ name, ...app });
    sandbox.reset();
    expect(integration.status).toBeUndefined();
    await expect(sandbox.integrations.activate(integration)).rejects.toThrow('not exist any more');
    expect(sandbox.integrations.create({ name, ...app }).status).toBe(0);
  });
});

describe('activating', () => {
  it('posts the credentials as Magento does', async () => {
    const callback = await startServer(page('ignored', 500));
    const { integrations } = createSandbox({ products: 10 });
    const callbackUrl = `${callback.url}/callback?tenant=1`;
    const integration = integrations.create({ name, ...app, callbackUrl });
    await integrations.activate(integration);
    const [post] = callback.requests;
    expect(callback.requests).toHaveLength(1);
    expect(post).toMatchObject({ method: 'POST', url: '/callback?tenant=1' });
    expect(post?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Laminas\\Http\\Client',
      accept: '*/*',
    });
    expect(post?.body).toMatch(
      new RegExp(
        `^oauth_consumer_key=${integration.consumerKey}&oauth_consumer_secret=[0-9a-z]{32}` +
          '&store_base_url=https%3A%2F%2Fsandbox.test%2F&oauth_verifier=[0-9a-z]{32}$',
      ),
    );
  });

  it('says what the popup opens, even where the identity URL has a query', async () => {
    const { integrations } = openShop().sandbox;
    const open = async (identityUrl: string): Promise<string> => {
      const integration = integrations.create({ name: identityUrl, ...app, identityUrl });
      const activation = await integrations.activate(integration);
      return activation.identityUrl.replace(integration.consumerKey, '<key>');
    };
    const query =
      /\?oauth_consumer_key=<key>&success_call_back=https%3A%2F%2Fsandbox\.test%2Fadmin%2Fadmin%2Fintegration%2FloginSuccessCallback%2Fkey%2F[0-9a-f]{64}%2F$/;
    expect(await open('https://app.test/login')).toMatch(query);
    expect(await open('https://app.test/?a=1')).toMatch(/^https:\/\/app\.test\/\?a=1\?oauth_/);
  });

  it('follows no redirect, and takes it for an answer', async () => {
    const target = await startServer(page('followed'));
    const callback = await startServer(page('', 307, { location: target.url }));
    const { integrations } = createSandbox({ products: 10 });
    await integrations.activate(integrations.create({ name, ...app, callbackUrl: callback.url }));
    expect(callback.requests).toHaveLength(1);
    expect(target.requests).toEqual([]);
  });

  it('fails with the words of the admin when the callback cannot be reached', async () => {
    const { integrations } = createSandbox({ products: 10 });
    const callbackUrl = await closedPort();
    const integration = integrations.create({ name, ...app, callbackUrl });
    const activation = integrations.activate(integration);
    await expect(activation).rejects.toThrow(
      'The attempt to post data to consumer failed due to an unexpected error. Please try again later.',
    );
    await expect(activation).rejects.not.toHaveProperty('cause');
    expect(integration.status).toBe(0);
  });

  it('posts the same verifier again until it is used', async () => {
    const shop = openShop();
    const { integrations } = shop.sandbox;
    const integration = integrations.create({ name, ...app });
    await integrations.activate(integration);
    await integrations.activate(integration);
    expect(shop.posted).toHaveLength(2);
    expect(shop.posted[1]).toEqual(shop.posted[0]);
    await exchange(shop, lastPost(shop));
    await integrations.activate(integration);
    expect(lastPost(shop).oauth_verifier).not.toBe(shop.posted[0]?.oauth_verifier);
  });

  it('starts the 300 seconds anew', async () => {
    const clock = clockAt();
    const shop = openShop({ clock });
    const { integrations } = shop.sandbox;
    const integration = integrations.create({ name, ...app });
    await integrations.activate(integration);
    clock.pass(299);
    await integrations.activate(integration);
    clock.pass(299);
    expect((await askForRequestToken(shop, lastPost(shop))).status).toBe(200);
  });

  it('does not help where a request token was fetched and never exchanged', async () => {
    const shop = openShop();
    const { integrations } = shop.sandbox;
    const integration = integrations.create({ name, ...app });
    await integrations.activate(integration);
    await askForRequestToken(shop, lastPost(shop));
    await integrations.activate(integration);
    expect((await askForRequestToken(shop, lastPost(shop))).problem).toBe(
      'Cannot create request token because consumer token is not a verifier token',
    );
    await integrations.activate(integration, { reauthorize: true });
    expect((await askForRequestToken(shop, lastPost(shop))).status).toBe(200);
  });

  it('of an integration without an app is refused', async () => {
    const { integrations, credentials } = createSandbox({ products: 10 });
    await expect(integrations.activate(credentials.integration)).rejects.toThrow(
      'The integration "integration" has no callback URL to post to.',
    );
  });
});

describe('the time a callback may take', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is 5 seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const callbackFetch: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const { integrations } = openShop({ callbackFetch }).sandbox;
    const outcome = integrations.activate(integrations.create({ name, ...app })).then(
      () => 'answered',
      () => 'given up',
    );
    const waiting = Promise.resolve('waiting');
    await vi.advanceTimersByTimeAsync(4999);
    expect(await Promise.race([outcome, waiting])).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toBe('given up');
  });
});

describe('authorising again', () => {
  it('ends the old token before the POST, and keeps the consumer', async () => {
    const shop = openShop();
    const { integrations } = shop.sandbox;
    const integration = integrations.create({ name, ...app });
    await integrations.activate(integration);
    const first = lastPost(shop);
    const old = await exchange(shop, first);
    const activation = integrations.activate(integration);
    expect(integration.status).toBe(0);
    expect(await callSigned(shop, first, old)).toEqual({
      status: 401,
      message: 'Specified token does not exist',
    });
    await activation;
    const second = lastPost(shop);
    expect(second.oauth_consumer_key).toBe(first.oauth_consumer_key);
    expect(second.oauth_consumer_secret).toBe(first.oauth_consumer_secret);
    const access = await exchange(shop, second);
    expect(integration.status).toBe(1);
    expect(access.token).not.toBe(old.token);
    expect((await callSigned(shop, second, access)).status).toBe(200);
  });

  it('leaves the store without a token when the callback cannot be reached', async () => {
    let reachable = true;
    const posted: string[] = [];
    const callbackFetch: typeof globalThis.fetch = async (_, init) => {
      if (!reachable) throw new TypeError('fetch failed');
      posted.push(String(init?.body));
      return new Response('');
    };
    const shop = openShop({ callbackFetch });
    const { integrations } = shop.sandbox;
    const integration = integrations.create({ name, ...app });
    await integrations.activate(integration);
    const credentials = Object.fromEntries(new URLSearchParams(posted[0])) as never;
    const access = await exchange(shop, credentials);
    reachable = false;
    await expect(integrations.activate(integration)).rejects.toThrow('failed');
    expect(integration.status).toBe(0);
    expect((await callSigned(shop, credentials, access)).status).toBe(401);
  });
});

describe('an integration with a token', () => {
  async function installed() {
    const shop = openShop({ integrationAsBearer: true });
    const integration = shop.sandbox.integrations.create({ name, ...app });
    await shop.sandbox.integrations.activate(integration);
    const credentials = lastPost(shop);
    const access = await exchange(shop, credentials);
    return { shop, integration, credentials, access };
  }

  it('can be taken out of use', async () => {
    const { shop, integration, credentials, access } = await installed();
    integration.deactivate();
    expect(integration.status).toBe(0);
    const call = await callSigned(shop, credentials, access);
    expect(call).toMatchObject({ status: 401, message: expect.stringContaining('%resources') });
  });

  it('can lose its token', async () => {
    const { shop, integration, credentials, access } = await installed();
    integration.revokeToken();
    expect(await callSigned(shop, credentials, access)).toEqual({
      status: 401,
      message: 'Access token has been revoked',
    });
  });

  it('can be removed', async () => {
    const { shop, integration, credentials, access } = await installed();
    integration.remove();
    expect(integration.status).toBeUndefined();
    expect(await callSigned(shop, credentials, access)).toEqual({
      status: 401,
      message: 'A consumer having the specified key does not exist',
    });
    const request = await askForRequestToken(shop, credentials);
    expect(request.problem).toBe('A consumer having the specified key does not exist');
    integration.recreate();
    integration.deactivate();
    expect(integration.status).toBeUndefined();
  });

  it('can be recreated by its module: the old consumer is gone, the new one waits', async () => {
    const { shop, integration, credentials, access } = await installed();
    const { consumerKey } = integration;
    integration.recreate();
    expect(integration.status).toBe(2);
    expect(integration.consumerKey).not.toBe(consumerKey);
    expect((await callSigned(shop, credentials, access)).message).toBe(
      'A consumer having the specified key does not exist',
    );
    await shop.sandbox.integrations.activate(integration);
    const renewed = lastPost(shop);
    expect(renewed.oauth_consumer_key).toBe(integration.consumerKey);
    expect(renewed.oauth_consumer_secret).not.toBe(credentials.oauth_consumer_secret);
    const { pair } = await askForRequestToken(shop, renewed);
    await askForAccessToken(shop, renewed, pair);
    expect(integration.status).toBe(1);
  });

  it('keeps its rights when it is recreated', async () => {
    const shop = openShop();
    const { integrations } = shop.sandbox;
    const integration = integrations.create({ name, ...app, catalogOnly: true });
    integration.recreate();
    await integrations.activate(integration);
    const access = await exchange(shop, lastPost(shop));
    expect((await callSigned(shop, lastPost(shop), access, '/V1/orders/1')).status).toBe(401);
  });

  it('does not leave its id to the next one', async () => {
    const { shop, integration, credentials } = await installed();
    integration.remove();
    const other = shop.sandbox.integrations.create({ name, ...app });
    await shop.sandbox.integrations.activate(other);
    const parameters = { oauth_nonce: 'once' };
    await askForRequestToken(shop, lastPost(shop), { parameters });
    expect(lastPost(shop)).not.toEqual(credentials);
    expect((await askForRequestToken(shop, lastPost(shop), { parameters })).problem).toBe(
      'The nonce is already being used by the consumer with ID 4',
    );
  });
});

describe('the integrations a sandbox starts with', () => {
  it('tell their status', () => {
    const { integrations } = createSandbox({ products: 10 });
    const { integration } = integrations;
    expect(integration.status).toBe(1);
    integration.deactivate();
    expect(integration.status).toBe(0);
    expect(integrations.catalogOnly.status).toBe(1);
    integration.activate();
    expect(integration.status).toBe(1);
    integration.remove();
    expect(integration.status).toBeUndefined();
  });
});
