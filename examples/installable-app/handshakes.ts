import { createInstallations, type Installations } from '../../src/installations/index.js';
import type { AppOptions } from './options.js';
import { failedPage } from './pages/failed.js';

/** The stores of the app, and what it remembers of their past. */
export interface AppInstallations {
  readonly installations: Installations;
  /** The account a store belonged to before, by store id. Yours is in your database. */
  readonly previousAccounts: ReadonlyMap<string, string>;
}

/** Says what the app does at each step of a handshake. */
export function createAppInstallations({ installations, log }: AppOptions): AppInstallations {
  const previousAccounts = new Map<string, string>();
  return {
    previousAccounts,
    installations: createInstallations({
      ...installations,
      // Never connects at once, even if the person is logged in: somebody could have sent them here with
      // a store of their own. The address given here has no query of Magento's any more.
      onIdentify: ({ state }) => {
        const headers = {
          location: `/connect?state=${state}`,
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
        };
        return new Response(null, { status: 303, headers });
      },
      onInstalled: ({ installation: { storeId, account }, previous }) => {
        previousAccounts.delete(storeId);
        if (previous && previous.account !== account) {
          previousAccounts.set(storeId, previous.account);
        }
        log(`${storeId} is connected to ${account}`);
      },
      onRemoved: ({ installation: { storeId } }) => log(`${storeId} has removed the app`),
      onFailed: ({ step, error }) => {
        log(`${step} of ${error.storeId ?? 'a store'} failed: ${error.code}`);
        return failedPage(error);
      },
    }),
  };
}
