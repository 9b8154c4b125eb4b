import { expect, it } from 'vitest';
import { createMagento, customerToken } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { createFakeClock } from '../support/fake-clock.js';

it('a customer whose tokens were revoked logs in again, but not in the same second', async () => {
  // In the middle of a second, so that a login at once would fall into the second of the revocation.
  const clock = createFakeClock(1_700_000_000_300);
  const sandbox = createSandbox({ clock });
  const auth = customerToken(sandbox.credentials.customer);
  const magento = createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch, clock });
  await magento.myAccount.get();
  await magento.myAccount.revokeTokens();
  const logins = () => sandbox.requests.filter(({ path }) => path.endsWith('/customer/token'));
  const again = magento.myAccount.get();
  // Gives a login that did not wait all the time it needs, in the second of the revocation.
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(sandbox.requests.at(-1)).toMatchObject({ path: '/rest/V1/customers/me', status: 401 });
  expect(logins()).toHaveLength(1);
  await clock.advance(1_000);
  await expect(again).resolves.toMatchObject({ email: sandbox.credentials.customer.email });
  expect(logins()).toHaveLength(2);
});
