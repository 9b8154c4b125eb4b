import { beforeEach, describe, expect, test } from 'vitest';
import { oauth1 } from '../../../src/auth/oauth1.js';
import { generateModules } from '../../../src/codegen/store/index.js';
import {
  AuthenticationError,
  type Client,
  type Clock,
  createClient,
  systemClock,
} from '../../../src/core.js';
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.js';
import { loyalty } from './support/loyalty.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ brokenSchema: true });
  sandbox.extend(loyalty(3));
});

/** Back-off takes no time, as nothing here is about it. */
const instant: Clock = {
  now: () => Date.now(),
  after: (_: number, run: () => void) => systemClock.after(0, run),
};

function connect(fetch: typeof globalThis.fetch = sandbox.fetch): Client {
  const auth = oauth1(sandbox.credentials.integration);
  return createClient({ baseUrl: sandbox.url, auth, fetch, clock: instant });
}

const services = ['acmeLoyaltyV1'];

describe('a schema that an extension has broken', () => {
  test('is read service by service', async () => {
    const names = { services };
    const { manifest, warnings } = await generateModules(connect(), { names });
    expect(manifest.operations.map(({ name }) => name)).toContain('acmeCards.list');
    expect(manifest.added).toContain('catalog-data-product-extension-interface.loyalty_points');
    expect(warnings.map(({ place }) => place)).toContain('schema');
    expect(warnings.some(({ place }) => place === 'acmeLoyaltyV1')).toBe(false);
  });

  test('gives the modules that the whole one gives', async () => {
    const parts = await generateModules(connect(), { services });
    sandbox = createSandbox();
    sandbox.extend(loyalty(3));
    const whole = await generateModules(connect());
    const code = (files: ReadonlyMap<string, string>) =>
      [...files].filter(([name]) => name !== 'manifest.json');
    expect(code(parts.files)).toEqual(code(whole.files));
  });

  test('is read without the broken service, which is named', async () => {
    const broken: typeof globalThis.fetch = async (input, init) => {
      const { url } = new Request(input, init);
      if (!url.includes('taxTaxRuleRepositoryV1')) return sandbox.fetch(input, init);
      return Response.json({ message: 'Class "Acme\\X" does not exist' }, { status: 500 });
    };
    const { warnings, manifest } = await generateModules(connect(broken), { services });
    const found = warnings.find(({ place }) => place === 'taxTaxRuleRepositoryV1');
    expect(found?.message).toContain('does not exist');
    expect(manifest.operations.map(({ name }) => name)).toContain('acmeCards.list');
  });

  test('leaves out services nobody has named, and says whose', async () => {
    const { warnings, manifest } = await generateModules(connect());
    expect(warnings.find(({ place }) => place === 'services')?.message).toContain('Acme_Loyalty');
    expect(manifest.operations).toEqual([]);
  });
});

test('a caller whose credentials are refused does not get what guests get', async () => {
  sandbox = createSandbox();
  const auth = oauth1({ ...sandbox.credentials.integration, accessTokenSecret: 'wrong' });
  const client = createClient({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch });
  await expect(generateModules(client)).rejects.toBeInstanceOf(AuthenticationError);
});

test('a store that is down is not asked for every service', async () => {
  let asked = 0;
  const down: typeof globalThis.fetch = async () => {
    asked++;
    return new Response('Fatal error', { status: 500 });
  };
  await expect(generateModules(connect(down))).rejects.toThrow();
  expect(asked).toBeLessThan(40);
});

test('attributes that cannot be read are a warning', async () => {
  sandbox = createSandbox();
  const refusing: typeof globalThis.fetch = async (input, init) => {
    const { url } = new Request(input, init);
    if (!url.includes('/attribute')) return sandbox.fetch(input, init);
    return Response.json({ message: 'No.' }, { status: 403 });
  };
  const { warnings, files } = await generateModules(connect(refusing));
  expect(warnings.map(({ place }) => place)).toContain('attributes › product');
  expect(files.has('attributes.ts')).toBe(false);
  const without = await generateModules(connect(refusing), { attributes: false });
  expect(without.warnings).toEqual([]);
});
