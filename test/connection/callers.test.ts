import { describe, expect, it } from 'vitest';
import { ims } from '../../src/auth/ims.js';
import { testConnection } from '../../src/connection/test-connection.js';
import {
  adminToken,
  anonymous,
  customerToken,
  integrationBearer,
  oauth1,
} from '../../src/index.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import * as logIn from '../sandbox/ask.js';
import { checks, clockAhead, connect, finding } from './connect.js';
import { type MakeAuth, own, run } from './in-sandbox.js';

describe.each<[string, MakeAuth, SandboxOptions, string, number]>([
  ['a guest', () => anonymous(), {}, 'guest', 0],
  ['an admin with a password', (s) => adminToken(s.credentials.admin), {}, 'admin', 1],
  [
    'an admin with a token',
    async (s) => adminToken({ token: await logIn.adminToken(s) }),
    {},
    'admin',
    0,
  ],
  ['a customer with a password', (s) => customerToken(s.credentials.customer), {}, 'customer', 1],
  [
    'a customer with a token',
    async (s) => customerToken({ token: await logIn.customerToken(s) }),
    {},
    'customer',
    0,
  ],
  ['an integration that signs', (s) => oauth1(s.credentials.integration), {}, 'integration', 0],
  [
    'an integration with its token alone',
    (s) => integrationBearer({ token: s.credentials.integration.accessToken }),
    { integrationAsBearer: true },
    'integration',
    0,
  ],
  [
    'an integration of the catalogue only',
    (s) => oauth1(s.credentials.catalogOnly),
    {},
    'integration',
    0,
  ],
  ['a function of one’s own', async (s) => own(await logIn.adminToken(s)), {}, 'admin', 0],
])('%s', (_, make, options, caller, logins) => {
  it('is told that all is well', async () => {
    const { report } = await run(make, options);
    expect(report).toMatchObject({ ok: true, caller, version: '2.4', edition: 'open-source' });
    expect(checks(report, 'failed')).toEqual([]);
    expect(report.latencyMs).toBeTypeOf('number');
  });

  it('costs six requests at most, which only read, and one login at most', async () => {
    const { sent } = await run(make, options);
    expect(sent.length).toBeLessThanOrEqual(6);
    const writes = sent.filter(({ method }) => method !== 'GET');
    expect(writes.map(({ path }) => path.endsWith('/token'))).toEqual(Array(logins).fill(true));
  });
});

it('works with Adobe’s cloud service, which has no version page and no store in the path', async () => {
  const make: MakeAuth = (s) => ims({ ...s.credentials.ims, tokenUrl: s.imsTokenUrl });
  const { report } = await run(make, { flavour: 'saas' }, 'default');
  expect(report).toMatchObject({ ok: true, caller: 'admin' });
  expect(finding(report, 'store')?.status).toBe('skipped');
});

describe('the store code', () => {
  const admin: MakeAuth = (s) => adminToken(s.credentials.admin);

  it('that does not exist is answered with those that do', async () => {
    const { report, sent } = await run(admin, {}, 'dee');
    expect(finding(report, 'store')).toMatchObject({
      status: 'failed',
      hint: expect.stringMatching(/^The shop has (\w+, )*default/),
    });
    expect(finding(report, 'credentials')?.status).toBe('ok');
    expect(finding(report, 'right')?.status).toBe('skipped');
    expect(sent.length).toBeLessThanOrEqual(6);
  });

  it('in the wrong case is answered with the right one', async () => {
    const { report } = await run(admin, {}, 'Default');
    expect(finding(report, 'store')?.hint).toBe('Write it "default": upper and lower case count.');
  });

  it('is checked for guests and customers as well', async () => {
    for (const make of [() => anonymous(), (s: Sandbox) => customerToken(s.credentials.customer)]) {
      const { report, sent } = await run(make, {}, 'nope');
      expect(finding(report, 'store')?.hint).toContain('All Stores');
      expect(finding(report, 'credentials')?.status).toBe('skipped');
      expect(sent.filter(({ method }) => method === 'POST')).toEqual([]);
    }
  });

  it('that exists is fine', async () => {
    const { report } = await run(admin, {}, 'all');
    expect(finding(report, 'store')).toMatchObject({ status: 'ok' });
    expect(report.ok).toBe(true);
  });
});

describe('the version', () => {
  it('is no fault when the shop keeps it to itself', async () => {
    const { report } = await run((s) => oauth1(s.credentials.integration), { versionPage: false });
    expect(report).toMatchObject({ ok: true, version: undefined, edition: 'open-source' });
    const guest = await run(() => anonymous(), { versionPage: false });
    expect(guest.report).toMatchObject({ ok: true, version: undefined, edition: undefined });
    expect(finding(guest.report, 'version')?.status).toBe('skipped');
  });
});

describe('the clock', () => {
  async function ahead(seconds: number) {
    const sandbox = createSandbox({ products: 10 });
    const { url: baseUrl, fetch } = sandbox;
    const auth = oauth1(sandbox.credentials.integration);
    const port = connect({ baseUrl, auth, fetch, clock: clockAhead(seconds) });
    return testConnection(port);
  }

  it('may differ by a minute', async () => {
    expect(finding(await ahead(50), 'clock')?.status).toBe('ok');
  });

  it('is worth a warning beyond, in either direction', async () => {
    expect(finding(await ahead(300), 'clock')).toMatchObject({
      status: 'warning',
      message: 'This machine’s clock is 5 minutes ahead of the shop’s.',
    });
    const report = await ahead(-90);
    expect(finding(report, 'clock')?.message).toMatch(/(?:89|90) seconds behind/);
    expect(report.clockSkewMs).toBeGreaterThan(80_000);
  });

  it('is no failure while the library corrects it', async () => {
    const report = await ahead(3600);
    expect(finding(report, 'credentials')?.status).toBe('ok');
    expect(finding(report, 'clock')?.status).toBe('warning');
  });
});
