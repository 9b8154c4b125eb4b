import { describe, expect, it } from 'vitest';
import {
  AuthenticationError,
  createBudget,
  NetworkError,
  PermissionError,
} from '../../src/index.js';
import {
  createInstallations,
  memoryInstallationStore,
  NotInstalledError,
} from '../../src/installations/index.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { createBrowser, createShop, install, resolve, secret } from './support/app.js';

/** An app in several stores, each on its own host. */
async function createMall(hosts: readonly string[]) {
  const shops = new Map<string, Sandbox>();
  const paused = new Map<string, (release: () => void) => void>();
  const app = createInstallations({
    store: memoryInstallationStore(),
    secret,
    resolve,
    onIdentify: () => ({ account: 'acme' }),
    fetch: async (url, init) => {
      const { host, pathname, search } = new URL(String(url));
      const sandbox = shops.get(host);
      const gate = paused.get(host);
      if (gate) await new Promise<void>(gate);
      if (!sandbox) throw new TypeError('fetch failed');
      return sandbox.fetch(`https://${host}${pathname}${search}`, init);
    },
  });
  for (const host of hosts) {
    const sandbox = createSandbox({
      callbackFetch: (url, init) => {
        const body = String(init?.body).replace('sandbox.test', host);
        return app.handleCallback(new Request(url as string, { ...init, body }));
      },
    });
    shops.set(host, sandbox);
    const urls = { callbackUrl: 'https://app.example/c', identityUrl: 'https://app.example/i' };
    const integration = sandbox.integrations.create({ name: 'App', ...urls });
    const { identityUrl } = await sandbox.integrations.activate(integration);
    const visit = identityUrl.replaceAll('sandbox.test', host);
    const response = await createBrowser().open(app.handleIdentity, visit);
    expect(response.status).toBe(303);
  }
  return { app, shops, paused };
}

describe('clients of one store', () => {
  it('share a budget, and each has a lane', async () => {
    const shop = createShop({ app: { budget: { target: 3 } } });
    await install(shop);
    const [one, two, other] = await Promise.all([
      shop.app.client('sandbox.test'),
      shop.app.client('sandbox.test', { name: 'import' }),
      shop.app.client('sandbox.test', { budget: createBudget({ target: 1 }) }),
    ]);
    expect(one.budget).toBe(two.budget);
    expect(one.budget.snapshot().target).toBe(3);
    expect(other.budget).not.toBe(one.budget);
  });

  it('are of one mind about the form of the signature, which is found out once', async () => {
    const shop = createShop({ sandbox: { oauthEngine: 'laminas' } });
    await install(shop);
    const one = await shop.app.client('sandbox.test');
    const two = await shop.app.client('sandbox.test');
    const missing = (client: typeof one) =>
      client.products.get({ sku: 'no/such' }).catch(({ code }) => code);
    expect(await missing(one)).toBe('NOT_FOUND');
    const before = shop.sandbox.requests.length;
    expect(await missing(two)).toBe('NOT_FOUND');
    expect(shop.sandbox.requests).toHaveLength(before + 1);
  });

  it('take their scope, deadline and headers as any client does', async () => {
    const shop = createShop();
    await install(shop);
    const magento = await shop.app.client('sandbox.test', { store: 'second' });
    await magento.products.list();
    expect(shop.sandbox.requests.at(-1)?.path).toBe('/rest/second/V1/products');
    await expect(shop.app.client('sandbox.test', { deadlineMs: -1 })).rejects.toThrow(/deadlineMs/);
    expect((await magento.testConnection()).ok).toBe(true);
  });
});

describe('stores', () => {
  it('do not share budgets, credentials or troubles', async () => {
    const { app, paused } = await createMall(['one.example', 'two.example', 'three.example']);
    const [one, two] = [await app.client('one.example'), await app.client('two.example')];
    expect(one.budget).not.toBe(two.budget);
    const releases: (() => void)[] = [];
    paused.set('one.example', (release) => releases.push(release));
    const stuck = Array.from({ length: 30 }, () => one.products.list());
    const quick = await Promise.all(Array.from({ length: 30 }, () => two.products.list()));
    expect(quick).toHaveLength(30);
    const { inFlight, level } = one.budget.snapshot();
    expect(inFlight).toBe(level);
    paused.clear();
    for (const release of releases) release();
    await Promise.all(stuck);
  });

  it('that fail leave the others alone', async () => {
    const { app, shops } = await createMall(['one.example', 'two.example']);
    const one = await app.client('one.example', { retry: { soft: 0 } });
    const two = await app.client('two.example');
    shops.delete('one.example');
    await expect(one.products.list()).rejects.toBeInstanceOf(NetworkError);
    expect((await two.products.list()).items).not.toEqual([]);
  });
});

describe('a refusal', () => {
  it('of a right is not taken for a removal', async () => {
    const shop = createShop();
    const urls = { callbackUrl: 'https://app.example/c', identityUrl: 'https://app.example/i' };
    const integration = shop.sandbox.integrations.create({
      name: 'Narrow',
      ...urls,
      catalogOnly: true,
    });
    await install(shop, integration);
    const magento = await shop.app.client('sandbox.test');
    const before = shop.sandbox.requests.length;
    await expect(magento.orders.list()).rejects.toBeInstanceOf(PermissionError);
    expect(shop.sandbox.requests).toHaveLength(before + 1);
    expect((await shop.app.get('sandbox.test'))?.status).toBe('active');
  });

  it('of a revoked token is not taken for a removal, and asked about once', async () => {
    const shop = createShop();
    const { integration } = await install(shop);
    const magento = await shop.app.client('sandbox.test');
    integration.revokeToken();
    await expect(magento.orders.list()).rejects.toBeInstanceOf(AuthenticationError);
    const before = shop.sandbox.requests.length;
    await expect(magento.orders.list()).rejects.toBeInstanceOf(AuthenticationError);
    expect(shop.sandbox.requests).toHaveLength(before + 1);
    expect((await shop.app.get('sandbox.test'))?.status).toBe('active');
  });

  it('of a firewall that says the same to everybody is not taken for a removal', async () => {
    let up = false;
    const wall =
      (send: typeof fetch): typeof fetch =>
      async (url, init) =>
        up ? Response.json({ message: 'Blocked' }, { status: 401 }) : send(url, init);
    const shop = createShop({ wire: wall });
    await install(shop);
    const magento = await shop.app.client('sandbox.test');
    up = true;
    await expect(magento.orders.list()).rejects.toBeInstanceOf(AuthenticationError);
    expect((await shop.app.get('sandbox.test'))?.status).toBe('active');
    up = false;
    expect((await magento.orders.list()).items).toBeDefined();
  });
});

describe('a removal', () => {
  it('is noticed in any language of the store', async () => {
    const translate =
      (send: typeof fetch): typeof fetch =>
      async (url, init) => {
        const answer = await send(url, init);
        if (answer.status !== 401) return answer;
        const text = (await answer.text()).replace(
          'A consumer having the specified key does not exist',
          'Ein Konsument mit diesem Schlüssel existiert nicht',
        );
        return new Response(text, { status: 401, headers: answer.headers });
      };
    const shop = createShop({ wire: translate });
    const { integration } = await install(shop);
    const magento = await shop.app.client('sandbox.test');
    integration.remove();
    await expect(magento.products.list()).rejects.toBeInstanceOf(NotInstalledError);
    expect((await shop.app.get('sandbox.test'))?.status).toBe('removed');
  });

  it('is told once, though many calls of several processes meet it at once', async () => {
    const told: string[] = [];
    const onRemoved = ({ installation }: { installation: { storeId: string } }) =>
      void told.push(installation.storeId);
    const shop = createShop({ app: { onRemoved } });
    const { integration } = await install(shop);
    const apps = [shop.app, shop.peer(), shop.peer()];
    const clients = await Promise.all(apps.map((app) => app.client('sandbox.test')));
    integration.remove();
    const calls = clients.flatMap((client) => [client.products.list(), client.modules.list()]);
    for (const call of await Promise.allSettled(calls)) {
      expect(call.status === 'rejected' && call.reason).toBeInstanceOf(NotInstalledError);
    }
    expect(told).toEqual(['sandbox.test']);
  });

  it('deletes the credentials and keeps the account for when the merchant comes back', async () => {
    const shop = createShop();
    const { integration } = await install(shop);
    const magento = await shop.app.client('sandbox.test');
    integration.remove();
    await expect(magento.products.list()).rejects.toThrow(/has removed the app/);
    await expect(shop.app.client('sandbox.test')).rejects.toMatchObject({
      code: 'NOT_INSTALLED',
      storeId: 'sandbox.test',
    });
    expect(await shop.app.get('sandbox.test')).toMatchObject({
      account: 'acme',
      status: 'removed',
    });
    await install(shop);
    expect((await shop.app.get('sandbox.test'))?.status).toBe('active');
    expect((await magento.products.list()).items).not.toEqual([]);
  });

  it('is not taken for one when the merchant activates the app again at that moment', async () => {
    let meanwhile = async (): Promise<unknown> => undefined;
    const shop = createShop({
      wire: (send) => async (url, init) => {
        if (String(url).endsWith('/V1/modules')) await meanwhile();
        return send(url, init);
      },
    });
    const { integration } = await install(shop);
    const magento = await shop.app.client('sandbox.test');
    integration.remove();
    meanwhile = async () => {
      meanwhile = async () => undefined;
      await install(shop);
    };
    expect((await magento.products.list()).items).not.toEqual([]);
    expect((await shop.app.get('sandbox.test'))?.status).toBe('active');
  });

  it('says so to the call also when the app fails to take it', async () => {
    const onRemoved = () => {
      throw new Error('the queue is away');
    };
    const shop = createShop({ app: { onRemoved } });
    const { integration } = await install(shop);
    integration.remove();
    const call = (await shop.app.client('sandbox.test')).products.list();
    await expect(call).rejects.toMatchObject({
      code: 'NOT_INSTALLED',
      cause: { message: 'the queue is away' },
    });
  });
});

describe('forgetting', () => {
  it('takes a store away, once', async () => {
    const shop = createShop();
    await install(shop);
    expect(await shop.app.remove('sandbox.test')).toBe(true);
    expect(await shop.app.remove('sandbox.test')).toBe(false);
    expect(await shop.app.get('sandbox.test')).toBeUndefined();
    await expect(shop.app.client('sandbox.test')).rejects.toThrow(
      /is not installed in sandbox.test/,
    );
  });
});
