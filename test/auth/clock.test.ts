import { describe, expect, it } from 'vitest';
import { adminToken, createMagento, oauth1 } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { createFakeClock } from '../support/fake-clock.js';

const HOUR = 3_600_000;

/** A store whose clock is off by so much, and a client on this machine. */
function connect(storeAheadMs: number, auth: 'oauth1' | 'admin') {
  const clock = createFakeClock();
  const sandbox = createSandbox({ clock: { now: () => clock.now() + storeAheadMs } });
  const magento = createMagento({
    baseUrl: sandbox.url,
    auth:
      auth === 'oauth1'
        ? oauth1(sandbox.credentials.integration)
        : adminToken(sandbox.credentials.admin),
    fetch: sandbox.fetch,
    clock,
  });
  return { clock, sandbox, magento };
}

describe('a machine whose clock is ahead of the store', () => {
  it('signs once more by the store’s clock, and from then on at once', async () => {
    const { sandbox, magento } = connect(-HOUR, 'oauth1');
    await expect(magento.products.get({ sku: '24-MB01' })).resolves.toMatchObject({
      sku: '24-MB01',
    });
    expect(sandbox.requests).toHaveLength(2);
    await magento.products.get({ sku: '24-MB02' });
    expect(sandbox.requests).toHaveLength(3);
    expect(magento.describe().clockSkewMs).toBeCloseTo(-HOUR, -4);
  });

  it('by less than half a minute is left alone, as answers take their time', async () => {
    const { magento } = connect(-20_000, 'oauth1');
    await magento.products.get({ sku: '24-MB01' });
    expect(magento.describe().clockSkewMs).toBe(0);
  });
});

describe.each([-HOUR, HOUR])('a login at a store whose clock is off by %i ms', (skew) => {
  it('lasts as long as the token, whatever its dates say here', async () => {
    const { clock, sandbox, magento } = connect(skew, 'admin');
    const logins = () => sandbox.requests.filter(({ path }) => path.endsWith('/token')).length;
    await magento.modules.list();
    await clock.advance(58 * 60_000);
    await magento.modules.list();
    expect(logins()).toBe(1);
    await clock.advance(2 * 60_000);
    await magento.modules.list();
    expect(logins()).toBe(2);
  });
});

describe('a token that was given ready-made', () => {
  it('is refused here once it has ended, before a store takes the caller for a guest', async () => {
    const { clock, sandbox, magento } = connect(0, 'admin');
    const token = await magento.tokens.createAdminToken(sandbox.credentials.admin);
    const given = createMagento({
      baseUrl: sandbox.url,
      auth: adminToken({ token }),
      fetch: sandbox.fetch,
      clock,
    });
    await given.modules.list();
    const before = sandbox.requests.length;
    await clock.advance(HOUR);
    await expect(given.directory.getCurrency()).rejects.toMatchObject({
      code: 'TOKEN_EXPIRED',
      hint: expect.stringContaining('renewed by itself'),
    });
    expect(sandbox.requests).toHaveLength(before);
    expect(given.describe().auth.expiresAt).toMatch(/^\d{4}-\d\d-\d\dT/);
  });
});
