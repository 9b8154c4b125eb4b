import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as customers from '../../generated/resources/customers.js';
import * as products from '../../generated/resources/products.js';
import {
  adminToken,
  type Client,
  createClient,
  customerToken,
  integrationBearer,
  oauth1,
} from '../../src/index.js';
import { createTelemetry } from '../../src/otel/index.js';
import { leaksIn, marked } from '../security/marks.js';
import { echoes, failures, fetchOf } from '../security/stores.js';
import { startSdk } from './support/sdk.js';

const password = marked('password');
const token = marked('token');
const sku = marked('sku');
const value = marked('value');
const field = marked('field');
const reset = marked('resettoken');
const pass = marked('firewallpass');
const reason = marked('reason');
const all = [password, token, sku, value, field, reset, pass, reason];

/** Made for each test, as some remember what was refused. */
const createAuthenticators = () => [
  adminToken({ username: 'anna.admin', password: password.secret }),
  customerToken({ email: 'ann@example.com', password: password.secret }),
  integrationBearer({ token: token.secret }),
  oauth1({
    consumerKey: 'consumer-key',
    consumerSecret: password.secret,
    accessToken: token.secret,
    accessTokenSecret: password.secret,
  }),
  () => Promise.reject(Object.assign(new Error(password.secret), { name: token.core })),
];

function calls(client: Client): Promise<unknown>[] {
  const custom = `/V1/acme/${sku.core}?token=${token.core}`;
  const aborted = AbortSignal.abort(new Error(reason.secret));
  return [
    products.get(client, { sku: sku.secret }),
    products.update(client, { sku: sku.core, product: { name: value.secret } }),
    products.list(client, {
      searchCriteria: { filterGroups: [{ filters: [{ field: field.core, value: value.secret }] }] },
    }),
    customers.validateResetToken(client, {
      customerId: 1,
      resetPasswordLinkToken: reset.core,
    }),
    client.request({ method: 'GET', path: custom, query: { q: value.secret } }),
    client.request({ method: 'GET', path: custom }, { signal: aborted }),
  ];
}

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
});
afterAll(() => context.disable());

it.each(Object.entries({ ...echoes, ...failures }))(
  'keeps secrets and values out of spans and metrics when a store answers with %s',
  async (_, store) => {
    const sdk = startSdk();
    const { observe } = createTelemetry(sdk);
    const authenticators = createAuthenticators();
    for (const auth of authenticators) {
      const client = createClient({
        baseUrl: 'https://shop.example.com',
        auth,
        observe,
        headers: { 'x-pass': pass.secret },
        fetch: fetchOf(store),
        retry: { throttled: 1, soft: 1 },
        random: () => 0,
      });
      await Promise.allSettled(calls(client));
    }
    expect(sdk.spans().length).toBeGreaterThan(authenticators.length * 6);
    const told = sdk.spans().map(({ name, attributes, events, status, links }) => ({
      name,
      attributes,
      events,
      status,
      links,
    }));
    const text = JSON.stringify([told, [...(await sdk.metrics())]]);
    expect(leaksIn(text, all)).toEqual([]);
  },
);
