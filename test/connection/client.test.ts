import { describe, expect, it } from 'vitest';
import {
  adminToken,
  createClient,
  createMagento,
  oauth1,
  testConnection,
} from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { finding } from './connect.js';

describe('the test of a client', () => {
  it('is at hand on every client, and in every store view', async () => {
    const sandbox = createSandbox({ products: 10 });
    const { url: baseUrl, fetch } = sandbox;
    const magento = createMagento({
      baseUrl,
      fetch,
      auth: oauth1(sandbox.credentials.integration),
    });
    expect(await magento.testConnection()).toMatchObject({ ok: true, caller: 'integration' });
    const report = await magento.store('nope').testConnection();
    expect(finding(report, 'store')?.status).toBe('failed');
  });

  it('tries nothing twice, whatever the client does otherwise', async () => {
    const asked: string[] = [];
    let logins = 0;
    const fetch: typeof globalThis.fetch = async (url) => {
      const { pathname } = new URL(String(url));
      asked.push(pathname);
      if (pathname.endsWith('/token')) return Response.json(`token${++logins}`);
      if (pathname.endsWith('/currency')) return Response.json({ base_currency_code: 'EUR' });
      const parameters = { resources: 'Magento_Backend::admin' };
      return pathname.endsWith('/modules')
        ? Response.json({ message: 'No %resources', parameters }, { status: 401 })
        : new Response('', { status: 503 });
    };
    const auth = adminToken({ username: 'anna', password: 'Pa55word' });
    const client = createClient({ baseUrl: 'https://shop.example.com', auth, fetch });
    expect(await testConnection(client)).toMatchObject({ ok: false });
    expect(new Set(asked).size).toBe(asked.length);
    expect(logins).toBe(1);
  });
});
