// An empty project with the tarball installed, and the programs that are compiled and run in it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Installs the tarball and its optional peer into an empty project. @returns {string} the folder of the installed package */
export function install(folder, tarball) {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true }\n');
  const { version } = JSON.parse(
    readFileSync('node_modules/@opentelemetry/api/package.json', 'utf8'),
  );
  const packages = [tarball, `@opentelemetry/api@${version}`];
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
    cwd: folder,
  });
  return join(folder, 'node_modules/magekit');
}

/** What a user may write; compiled as an ES module and as CommonJS. */
export const typedProgram = `
import { createMagento, type Magento, NotFoundError } from 'magekit';
import { bind, createBudget, createClient, isMagentoError } from 'magekit/core';
import { oauth1 } from 'magekit/auth/oauth1';
import { createTelemetry } from 'magekit/otel';
import * as products from 'magekit/resources/products';
import { createInstallations, HandshakeError, memoryInstallationStore } from 'magekit/installations';
import { startSandbox } from 'magekit/sandbox';
import type { CatalogProduct, CatalogProductInput } from 'magekit/types/catalog';

declare module 'magekit/types/catalog' {
  interface CatalogProductExtension {
    warehouse_code?: string;
  }
}

const auth = oauth1({
  consumerKey: 'a',
  consumerSecret: 'b',
  accessToken: 'c',
  accessTokenSecret: 'd',
});
const budget = createBudget({ target: 2 });
const telemetry = createTelemetry();
export const stop: () => void = telemetry.watch(budget, { name: 'shop' });
const { observe } = telemetry;
const client = createClient({ baseUrl: 'https://shop.example.com', auth, budget, observe });
const magento: Magento = createMagento({ baseUrl: 'https://shop.example.com', auth, budget });

export async function names(): Promise<string[]> {
  const one: CatalogProduct = await products.get(client, { sku: '24-MB01' });
  const code: string | undefined = one.extension_attributes?.warehouse_code;
  const bound = bind(client, products);
  const same: CatalogProduct = await bound.get({ sku: one.sku });
  const { items } = await magento.products.list({ searchCriteria: { pageSize: 1 } });
  const { response } = await magento.products.get({ sku: 'x' }).withResponse();
  const input: CatalogProductInput = { sku: same.sku, name: 'Bag' };
  return [one.sku, code ?? '', input.sku ?? '', String(response.status), ...items.map((item) => item.sku)];
}

export function explain(error: unknown): string {
  if (error instanceof NotFoundError) return String(error.status);
  return isMagentoError(error) ? error.code : 'unknown';
}

// @ts-expect-error the sku must be given
export const missing = () => products.get(client, {});
// @ts-expect-error and nothing else
export const unknown = () => magento.products.get({ sku: 'x', colour: 'red' });

const installations = createInstallations({
  store: memoryInstallationStore(),
  secret: 'a secret',
  onIdentify: ({ state }) => new Response(state),
  onFailed: ({ error }) => (error instanceof HandshakeError ? new Response(error.code) : undefined),
});
export const answer: Promise<Response> = installations.handleCallback(new Request('https://a.example'));
export const shop: Promise<Magento> = installations.client('shop.example.com');

export async function sandboxed(): Promise<string> {
  const sandbox = await startSandbox();
  const { url } = sandbox;
  await sandbox.close();
  return url;
}
`;

/** The run-time check, for \`load\` being \`import()\` or \`require\`. */
export const runtimeProgram = `
const assert = require('node:assert/strict');
const { createServer } = require('node:http');

module.exports = async function use(load, subpaths) {
  const modules = new Map();
  for (const name of subpaths) modules.set(name, await load(name));
  const main = modules.get('magekit');
  const core = modules.get('magekit/core');
  const products = modules.get('magekit/resources/products');
  const auth = (name) => modules.get('magekit/auth/' + name);

  const seen = [];
  const server = createServer((request, response) => {
    seen.push([request.method, request.url, request.headers.authorization ?? '']);
    const found = !request.url.includes('missing');
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(found ? '{"sku":"24-MB01"}' : '{"message":"No %1","parameters":["such"]}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = 'http://127.0.0.1:' + server.address().port;
  try {
    const credentials = {
      consumerKey: 'ck', consumerSecret: 'cs', accessToken: 'at', accessTokenSecret: 'as',
    };
    const authenticators = [
      [auth('anonymous').anonymous(), /^$/],
      [auth('admin-token').adminToken({ token: 't1' }), /^Bearer t1$/],
      [auth('customer-token').customerToken({ token: 't2' }), /^Bearer t2$/],
      [auth('integration-bearer').integrationBearer({ token: 't3' }), /^Bearer t3$/],
      [auth('oauth1').oauth1(credentials), /^OAuth .*oauth_signature=/],
    ];
    for (const [authenticator, header] of authenticators) {
      const client = core.createClient({ baseUrl, auth: authenticator });
      assert.equal((await products.get(client, { sku: 'a b' })).sku, '24-MB01');
      const [method, url, sent] = seen.at(-1);
      assert.equal(method + ' ' + url.replace(/^.*\\/V1/, '/V1'), 'GET /V1/products/a%20b');
      assert.match(sent, header);
    }

    const magento = main.createMagento({ baseUrl, auth: authenticators[1][0] });
    assert.equal((await magento.products.get({ sku: 'x' })).sku, '24-MB01');

    // Without an SDK nothing is recorded, and calls work.
    const telemetry = modules.get('magekit/otel').createTelemetry();
    telemetry.watch(magento.budget)();
    const { observe } = telemetry;
    const client = core.createClient({ baseUrl, auth: authenticators[4][0], observe });
    const failure = await products.get(client, { sku: 'missing' }).catch((error) => error);
    assert.ok(failure instanceof main.NotFoundError && failure instanceof core.NotFoundError);
    assert.equal(main.MagentoError, core.MagentoError);
    assert.match(failure.message, /No such/);
    assert.throws(() => auth('oauth1').oauth1({}), main.ConfigError);
    assert.throws(() => auth('oauth1').oauth1({}), core.ConfigError);
    await assert.rejects(async () => products.get(client, {}), core.InputError);
    await assert.rejects(async () => magento.products.get({}), main.InputError);

    const app = modules.get('magekit/installations');
    const installations = app.createInstallations({
      store: modules.get('magekit/installations/file').fileInstallationStore({ directory: 'stores' }),
      secret: app.generateSealingKey(),
      onIdentify: () => ({ account: 'acme' }),
    });
    const handle = modules.get('magekit/installations/node').nodeHandler(installations.handleCallback);
    const routes = createServer(handle);
    await new Promise((resolve) => routes.listen(0, '127.0.0.1', resolve));
    const { status } = await fetch('http://127.0.0.1:' + routes.address().port);
    routes.close();
    assert.equal(status, 405);
    const absent = await installations.client('shop.example.com').catch((error) => error);
    assert.ok(absent instanceof core.MagentoError && absent.code === 'NOT_INSTALLED');

    // Every function of every resource module makes an operation of that resource, or walks one.
    for (const [name, module] of modules) {
      if (!name.startsWith('magekit/resources/')) continue;
      const stub = { call: (operation) => operation };
      const names = Object.entries(module).filter(([, value]) => typeof value === 'function');
      assert.ok(names.length > 0, name + ' is empty');
      for (const [, call] of names) {
        const made = call(stub, {});
        const operation = made.source?.operation ?? made;
        assert.equal(operation.name.split('.')[0], name.split('/').at(-1));
      }
    }

    const { startSandbox } = modules.get('magekit/sandbox');
    const sandbox = await startSandbox();
    const shop = main.createMagento({
      baseUrl: sandbox.url,
      auth: main.adminToken(sandbox.credentials.admin),
    });
    assert.ok((await shop.products.list({ searchCriteria: { pageSize: 1 } })).items.length > 0);
    await sandbox.close();
  } finally {
    server.closeAllConnections();
    server.close();
  }
};
`;
