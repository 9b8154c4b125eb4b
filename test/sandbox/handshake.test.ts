import { describe, expect, it } from 'vitest';
import { ask } from './ask.js';
import { clockAt } from './clock.js';
import {
  app,
  askForAccessToken,
  askForRequestToken,
  callSigned,
  exchange,
  lastPost,
  openShop,
  type Shop,
} from './exchange.js';

const name = 'Warehouse app';

/** A store with an integration that has just been activated. */
async function activated(options: Parameters<typeof openShop>[0] = {}) {
  const shop = openShop(options);
  const integration = shop.sandbox.integrations.create({ name, ...app });
  await shop.sandbox.integrations.activate(integration);
  return { shop, integration, credentials: lastPost(shop) };
}

describe('the handshake', () => {
  it('ends with an access token that signs calls, and an active integration', async () => {
    const { shop, integration, credentials } = await activated();
    expect(integration.status).toBe(0);
    const request = await askForRequestToken(shop, credentials);
    expect(request.status).toBe(200);
    expect(integration.status).toBe(0);
    const access = await askForAccessToken(shop, credentials, request.pair);
    expect(access.status).toBe(200);
    expect(integration.status).toBe(1);
    for (const text of [...Object.values(request.pair), ...Object.values(access.pair)]) {
      expect(text).toMatch(/^[0-9a-z]{32}$/);
    }
    expect(await callSigned(shop, credentials, access.pair)).toMatchObject({ status: 200 });
    expect(shop.sandbox.requests.at(-1)?.caller).toBe('integration');
  });

  it('answers as pages that are not to be kept', async () => {
    const { shop, credentials } = await activated();
    const { headers } = await askForRequestToken(shop, credentials);
    expect(headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(headers.get('cache-control')).toBe('max-age=0, must-revalidate, no-cache, no-store');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
  });

  it.each(['GET', 'PUT'])('takes the method %s as well', async (method) => {
    const { shop, credentials } = await activated();
    const request = await askForRequestToken(shop, credentials, { method });
    const access = await askForAccessToken(shop, credentials, request.pair, { method });
    expect(access.status).toBe(200);
  });

  it('is below index.php where rewrites are off', async () => {
    const { shop, credentials } = await activated({ rewrites: false });
    expect(credentials.store_base_url).toBe('https://sandbox.test/index.php/');
    const access = await exchange(shop, credentials);
    expect(await callSigned(shop, credentials, access)).toMatchObject({ status: 200 });
  });

  it('verifies with the engine and behind the proxy of the store', async () => {
    const { shop, credentials } = await activated({ hostSeenBySignature: () => 'inside' });
    expect((await askForRequestToken(shop, credentials)).problem).toMatch(/signature is invalid/);
    shop.sandbox.configure({ hostSeenBySignature: (host) => host, oauthEngine: 'hmac' });
    expect((await askForRequestToken(shop, credentials)).status).toBe(200);
  });

  it('is not there in the cloud service', async () => {
    const { shop, credentials } = await activated({ flavour: 'saas' });
    expect((await askForRequestToken(shop, credentials)).status).toBe(404);
  });
});

describe('the order of checks, each with the faults of those after it', () => {
  const many = 'x'.repeat(32);
  const faults = [
    [{ oauth_version: '2.0' }, 400, `The "2.0" Oauth version isn't supported.`],
    [{ oauth_nonce: undefined }, 400, '"oauth_nonce" is required. Enter and try again.'],
    [{ oauth_token: 'short' }, 400, 'The token length is invalid. Check the length and try again.'],
    [{ oauth_signature_method: 'HMAC-SHA1' }, 400, 'Signature method HMAC-SHA1 is not supported'],
    [{ oauth_consumer_key: 'short' }, 401, 'Consumer key is not the correct length'],
    [{ oauth_consumer_key: many }, 401, 'A consumer having the specified key does not exist'],
    [{ oauth_timestamp: '0' }, 401, 'An error occurred validating the nonce'],
  ] as const;

  it.each(faults.map((fault, at) => [fault[2], at] as const))('%s', async (problem, at) => {
    const { shop, credentials } = await activated();
    const later = faults.slice(at).map(([parameters]) => parameters);
    const parameters = Object.assign({}, ...later.reverse(), { oauth_signature: 'wrong' });
    const status = faults[at]?.[1];
    const first = await askForRequestToken(shop, credentials, { parameters });
    expect(first).toMatchObject({ status, problem });
    const verifier = { ...parameters, oauth_token: parameters.oauth_token ?? many };
    const second = await askForAccessToken(
      shop,
      credentials,
      { token: many, secret: '' },
      { parameters: verifier },
    );
    expect(second).toMatchObject({ status, problem });
  });

  it('names all that is missing at once', async () => {
    const { shop, credentials } = await activated();
    const parameters = { oauth_timestamp: undefined, oauth_nonce: undefined };
    expect(await askForRequestToken(shop, credentials, { parameters })).toMatchObject({
      status: 400,
      problem:
        '"oauth_nonce" is required. Enter and try again, "oauth_timestamp" is required. Enter and try again',
    });
  });

  it('takes an empty token for one of the wrong length', async () => {
    const { shop, credentials } = await activated();
    const parameters = { oauth_token: '' };
    expect(await askForRequestToken(shop, credentials, { parameters })).toMatchObject({
      status: 400,
      problem: 'The token length is invalid. Check the length and try again.',
    });
  });
});

describe('a nonce of the handshake', () => {
  it('is used up even by a wrong signature, and for calls too', async () => {
    const { shop, credentials } = await activated();
    const parameters = { oauth_nonce: 'once' };
    const problem = `The nonce is already being used by the consumer with ID 3`;
    await askForRequestToken(shop, credentials, { parameters, consumerSecret: 'wrong' });
    const again = await askForRequestToken(shop, credentials, { parameters });
    expect(again).toMatchObject({ status: 401, problem });
    const { pair } = await askForRequestToken(shop, credentials);
    const access = await askForAccessToken(shop, credentials, pair, { parameters });
    expect(access).toMatchObject({ status: 401, problem });
  });
});

describe('the request token', () => {
  it('is given out within 300 seconds of the activation, and then no more', async () => {
    const clock = clockAt();
    const { shop, integration, credentials } = await activated({ clock });
    clock.pass(300);
    const late = await askForRequestToken(shop, credentials);
    expect(late).toMatchObject({ status: 401, problem: 'Consumer key has expired' });
    await shop.sandbox.integrations.activate(integration);
    clock.pass(299);
    expect((await askForRequestToken(shop, credentials)).status).toBe(200);
  });

  it('is refused as expired before its signature is looked at', async () => {
    const clock = clockAt();
    const { shop, credentials } = await activated({ clock });
    clock.pass(301);
    const late = await askForRequestToken(shop, credentials, { consumerSecret: 'wrong' });
    expect(late.problem).toBe('Consumer key has expired');
  });

  it('is given out once', async () => {
    const { shop, credentials } = await activated();
    const problem = 'Cannot create request token because consumer token is not a verifier token';
    const { pair } = await askForRequestToken(shop, credentials);
    expect(await askForRequestToken(shop, credentials)).toMatchObject({ status: 401, problem });
    await askForAccessToken(shop, credentials, pair);
    expect(await askForRequestToken(shop, credentials)).toMatchObject({ status: 401, problem });
  });

  it('needs an activation', async () => {
    const shop = openShop();
    const { sandbox } = shop;
    const other = await activated();
    const { consumerKey } = sandbox.integrations.create({ name, ...app });
    // The same seed makes the same secrets, so only the activation is missing.
    expect(consumerKey).toBe(other.credentials.oauth_consumer_key);
    expect(await askForRequestToken(shop, other.credentials)).toMatchObject({
      status: 401,
      problem: 'A token with consumer ID 3 does not exist',
    });
  });

  it('signs no calls, before and after it is exchanged', async () => {
    const { shop, credentials } = await activated();
    const { pair } = await askForRequestToken(shop, credentials);
    expect(await callSigned(shop, credentials, pair)).toEqual({
      status: 401,
      message: 'Token is not an access token',
    });
    await askForAccessToken(shop, credentials, pair);
    expect(await callSigned(shop, credentials, pair)).toEqual({
      status: 401,
      message: 'Specified token does not exist',
    });
  });

  it('is no Bearer token', async () => {
    const { shop, credentials } = await activated({ integrationAsBearer: true });
    const { pair } = await askForRequestToken(shop, credentials);
    const get = (token: string) =>
      ask(shop.sandbox, 'GET', '/V1/products/24-MB01', undefined, token);
    expect((await get(pair.token)).status).toBe(401);
    const access = await askForAccessToken(shop, credentials, pair);
    expect((await get(access.pair.token)).status).toBe(200);
  });
});

describe('the access token', () => {
  it.each([
    [{ oauth_verifier: undefined }, 400, '"oauth_verifier" is required. Enter and try again.'],
    [{ oauth_token: undefined }, 400, '"oauth_token" is required. Enter and try again.'],
    [{ oauth_token: 'x'.repeat(32) }, 401, 'Specified token does not exist'],
    [{ oauth_verifier: 'short' }, 401, 'Verifier is not the correct length'],
    [{ oauth_verifier: '' }, 401, 'Verifier is not the correct length'],
    [{ oauth_verifier: 'x'.repeat(32) }, 401, 'Token verifier and verifier token do not match'],
    [{ oauth_signature: 'wrong' }, 401, 'The signature is invalid. Verify and try again.'],
  ])('is refused for %j, which can be mended', async (parameters, status, problem) => {
    const { shop, credentials } = await activated();
    const { pair } = await askForRequestToken(shop, credentials);
    const refused = await askForAccessToken(shop, credentials, pair, { parameters });
    expect(refused).toMatchObject({ status, problem });
    expect((await askForAccessToken(shop, credentials, pair)).status).toBe(200);
  });

  it('is refused for the verifier before the signature', async () => {
    const { shop, credentials } = await activated();
    const { pair } = await askForRequestToken(shop, credentials);
    const parameters = { oauth_verifier: 'x'.repeat(32), oauth_signature: 'wrong' };
    const refused = await askForAccessToken(shop, credentials, pair, { parameters });
    expect(refused.problem).toBe('Token verifier and verifier token do not match');
  });

  it('may come later than 300 seconds', async () => {
    const clock = clockAt();
    const { shop, credentials } = await activated({ clock });
    const { pair } = await askForRequestToken(shop, credentials);
    clock.pass(3000);
    expect((await askForAccessToken(shop, credentials, pair)).status).toBe(200);
  });

  it('is given out once: the request token does not exist any more', async () => {
    const { shop, credentials } = await activated();
    const { pair } = await askForRequestToken(shop, credentials);
    const access = await askForAccessToken(shop, credentials, pair);
    expect(await askForAccessToken(shop, credentials, pair)).toMatchObject({
      status: 401,
      problem: 'Specified token does not exist',
    });
    expect(await askForAccessToken(shop, credentials, access.pair)).toMatchObject({
      status: 401,
      problem: 'Token is already being used',
    });
  });

  it('is refused to another consumer', async () => {
    const { shop, credentials } = await activated();
    const { pair } = await askForRequestToken(shop, credentials);
    await shop.sandbox.integrations.activate(
      shop.sandbox.integrations.create({ name: 'Other', ...app }),
    );
    expect(await askForAccessToken(shop, lastPost(shop), pair)).toMatchObject({
      status: 401,
      problem: 'Request token is not associated with the specified consumer',
    });
  });

  it('holds the rights of its integration', async () => {
    const shop: Shop = openShop();
    const { integrations } = shop.sandbox;
    await integrations.activate(integrations.create({ name, ...app, catalogOnly: true }));
    const credentials = lastPost(shop);
    const access = await exchange(shop, credentials);
    expect((await callSigned(shop, credentials, access)).status).toBe(200);
    expect((await callSigned(shop, credentials, access, '/V1/orders/1')).status).toBe(401);
  });
});
