// What every runtime must do with the installed package, against a sandbox in another process. Plain
// JavaScript on web standards, so that the same file runs in Node, Bun, Deno, workers and browsers.
import { adminToken, createBudget, createMagento, isMagentoError, oauth1, where } from 'magekit';
import { anonymous } from 'magekit/auth/anonymous';
import { AttemptTimeoutError, createClient, DeadlineError, NotFoundError } from 'magekit/core';
import * as products from 'magekit/resources/products';
import { encryptedTokenStore, generateSealingKey, memoryTokenStore } from 'magekit/tokens';

/** A page of so many products takes the store seconds (check-runtimes.mjs). */
const SLOW = { searchCriteria: { pageSize: 200 } };

function expect(isKept, message) {
  if (!isKept) throw new Error(message);
}

async function rejection(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('was to be refused, and was not');
}

async function login({ baseUrl, credentials }) {
  const magento = createMagento({ baseUrl, auth: adminToken(credentials.admin) });
  const [one, other] = await Promise.all([
    magento.products.get({ sku: '24-MB01' }),
    magento.store('default').products.get({ sku: '24-MB01' }),
  ]);
  expect(one.sku === '24-MB01' && other.id === one.id, 'the product is another one');
}

async function refusedLogin({ baseUrl, credentials }) {
  const password = 'wrong, and secret';
  const auth = adminToken({ username: credentials.admin.username, password });
  const magento = createMagento({ baseUrl, auth });
  const error = await rejection(magento.products.get({ sku: '24-MB01' }));
  expect(isMagentoError(error) && error.code === 'LOGIN_REFUSED', `another error: ${error}`);
  const told = `${error.message} ${error.stack} ${JSON.stringify(error)}`;
  expect(!told.includes(password), 'the password is in the error');
}

async function sealedTokens({ baseUrl, credentials }) {
  const tokenStore = encryptedTokenStore(memoryTokenStore(), generateSealingKey());
  for (const turn of ['first', 'second']) {
    const auth = adminToken({ ...credentials.admin, tokenStore });
    const { sku } = await createMagento({ baseUrl, auth }).products.get({ sku: '24-MB01' });
    expect(sku === '24-MB01', `the ${turn} client got another product`);
  }
}

async function signature({ baseUrl, credentials }) {
  const client = createClient({ baseUrl, auth: oauth1(credentials.integration) });
  const searchCriteria = where('sku', 'like', '24-MB0%').sortBy('sku', 'ASC').pageSize(3);
  const { items } = await products.list(client, { searchCriteria });
  expect(items.length === 3, `${items.length} products instead of 3`);
}

async function list({ baseUrl, credentials }) {
  const magento = createMagento({ baseUrl, auth: oauth1(credentials.integration) });
  const seen = new Set();
  const options = { fields: ['id', 'sku'] };
  for await (const { sku } of magento.products.iterate({ pageSize: 8 }, options)) {
    seen.add(sku);
    if (seen.size === 20) break;
  }
  expect(seen.size === 20, `${seen.size} products instead of 20`);
}

async function create({ baseUrl, credentials }, runtime) {
  const client = createClient({ baseUrl, auth: oauth1(credentials.integration) });
  // A slash and a space, as a path and a signature must stand them.
  const sku = `smoke ${runtime}/ü`;
  const product = { sku, name: 'Smoke', attribute_set_id: 4, price: 1.5, type_id: 'simple' };
  const { id } = await products.create(client, { product });
  expect((await products.get(client, { sku })).id === id, 'another product has the id');
  await products.delete(client, { sku });
  const error = await rejection(products.get(client, { sku }));
  expect(error instanceof NotFoundError, `another error: ${error}`);
}

async function abort({ baseUrl, credentials }) {
  const client = createClient({ baseUrl, auth: oauth1(credentials.integration) });
  const controller = new AbortController();
  const reason = new Error('enough');
  setTimeout(() => controller.abort(reason), 200);
  const started = Date.now();
  const error = await rejection(products.list(client, SLOW, { signal: controller.signal }));
  expect(error === reason, `another error: ${error}`);
  expect(Date.now() - started < 1500, 'it waited for the answer');
  expect(client.budget.snapshot().inFlight === 0, 'the permit is not back');
}

async function timeout({ baseUrl, credentials }) {
  const auth = oauth1(credentials.integration);
  const client = createClient({ baseUrl, auth, attemptTimeoutMs: 200, retry: { soft: 0 } });
  const error = await rejection(products.list(client, SLOW));
  expect(error instanceof AttemptTimeoutError, `another error: ${error}`);
  const slow = createClient({ baseUrl, auth, deadlineMs: 200 });
  const late = await rejection(products.list(slow, SLOW));
  expect(late instanceof DeadlineError, `another error: ${late}`);
}

async function budget({ baseUrl, credentials }) {
  let running = 0;
  let most = 0;
  const counted = async (...request) => {
    running += 1;
    most = Math.max(most, running);
    try {
      return await fetch(...request);
    } finally {
      running -= 1;
    }
  };
  const shared = { baseUrl, budget: createBudget({ target: 2 }), fetch: counted };
  const clients = [
    createMagento({ ...shared, auth: oauth1(credentials.integration) }),
    createMagento({ ...shared, auth: oauth1(credentials.catalogOnly) }),
  ];
  const calls = [0, 1, 2, 3].flatMap(() =>
    clients.map((magento) => magento.products.get({ sku: '24-MB01' })),
  );
  expect((await Promise.all(calls)).length === 8, 'an answer is missing');
  expect(most === 2, `${most} requests at once instead of 2`);
}

async function network({ baseUrl }) {
  const nobody = new URL(baseUrl);
  nobody.port = '9';
  const client = createClient({ baseUrl: nobody, auth: anonymous(), retry: { soft: 0 } });
  const error = await rejection(products.get(client, { sku: '24-MB01' }));
  expect(isMagentoError(error) && error.code === 'NETWORK', `another error: ${error}`);
}

const checks = {
  login,
  'refused login': refusedLogin,
  'sealed tokens': sealedTokens,
  'OAuth signature': signature,
  list,
  create,
  abort,
  timeout,
  budget,
  'nobody answers': network,
};

/**
 * Runs the checks one after the other and prints a line for each: `ok name`, or `FAIL name: why`.
 *
 * @param {{ baseUrl: string, credentials: object }} store
 * @param {string} runtime in the name of what is created
 * @param {(line: string) => void} print
 * @param {Readonly<Record<string, (store: object, runtime: string) => Promise<void>>>} [more] checks that not
 * every runtime can do
 */
export async function smoke(store, runtime, print, more = {}) {
  for (const [name, check] of Object.entries({ ...checks, ...more })) {
    try {
      await check(store, runtime);
      print(`ok ${name}`);
    } catch (error) {
      print(`FAIL ${name}: ${String(error?.stack ?? error).replaceAll('\n', ' | ')}`);
    }
  }
  print('end');
}
