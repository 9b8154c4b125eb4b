import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMagento, customerSession } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';

afterEach(() => vi.unstubAllGlobals());

describe('customerSession', () => {
  it('has the browser send the page’s cookies, and says that it is a script', async () => {
    const sent: RequestInit[] = [];
    const fetch: typeof globalThis.fetch = async (_url, init = {}) => {
      sent.push(init);
      return Response.json({ id: 1 });
    };
    const magento = createMagento({
      baseUrl: 'https://shop.example.com',
      auth: customerSession(),
      fetch,
    });
    await magento.myAccount.get();
    expect(sent[0]?.credentials).toBe('same-origin');
    expect(sent[0]?.headers).toMatchObject({ 'x-requested-with': 'XMLHttpRequest' });
  });

  it('is refused on pages of another origin, where browsers send no cookies', () => {
    vi.stubGlobal('location', { origin: 'https://other.example.com' });
    const connect = (baseUrl: string) => () => createMagento({ baseUrl, auth: customerSession() });
    expect(connect('https://shop.example.com')).toThrow(/own pages only/);
    expect(connect('https://other.example.com/rest')).not.toThrow();
  });

  it('is the logged-in customer to the store', async () => {
    const sandbox = createSandbox();
    const { session } = sandbox.credentials;
    // What a browser does by itself.
    const fetch: typeof globalThis.fetch = (url, init) =>
      sandbox.fetch(url, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), cookie: `PHPSESSID=${session}` },
      });
    const magento = createMagento({ baseUrl: sandbox.url, auth: customerSession(), fetch });
    await expect(magento.myAccount.get()).resolves.toMatchObject({
      email: sandbox.credentials.customer.email,
    });
  });
});
