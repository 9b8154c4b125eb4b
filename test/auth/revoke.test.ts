import { expect, it } from 'vitest';
import type { Clock } from '../../src/core.js';
import { adminToken, createMagento, customerToken } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';

/** Time stands still unless somebody waits; timeouts never come. */
function createWaitingClock(start: number): Clock {
  let now = start;
  return {
    now: () => now,
    after(ms, callback) {
      if (ms > 10_000) return () => undefined;
      const turn = setImmediate(() => {
        now += ms;
        callback();
      });
      return () => clearImmediate(turn);
    },
  };
}

it('a customer whose tokens were revoked logs in again, but not in the same second', async () => {
  // In the middle of a second, so that a login at once would fall into the second of the revocation.
  const clock = createWaitingClock(1_700_000_000_300);
  const sandbox = createSandbox({ clock });
  const auth = customerToken(sandbox.credentials.customer);
  const magento = createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch, clock });
  await magento.myAccount.get();
  await magento.myAccount.revokeTokens();
  const { email } = sandbox.credentials.customer;
  await expect(magento.myAccount.get()).resolves.toMatchObject({ email });
  expect(clock.now()).toBe(1_700_000_001_300);
});

it('an admin whom somebody forces to sign in again is served with a token of the next second', async () => {
  const clock = createWaitingClock(1_700_000_000_300);
  const sandbox = createSandbox({ clock });
  const auth = adminToken(sandbox.credentials.admin);
  const magento = createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch, clock });
  await magento.products.get({ sku: '24-MB01' });
  sandbox.accounts.admin.revokeTokens();
  await expect(magento.products.get({ sku: '24-MB01' })).resolves.toMatchObject({ sku: '24-MB01' });
  expect(clock.now()).toBe(1_700_000_001_300);
});
