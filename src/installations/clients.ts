import { createBudget } from '../budget/local-budget.js';
import type { ConcurrencyBudget } from '../budget/types.js';
import { createMagento, type Magento } from '../client/create-magento.js';
import type { Clock } from '../clock.js';
import { NotInstalledError } from '../errors/not-installed-error.js';
import { createInstallationAuth, type InstallationAuth } from './installation-auth.js';
import { type Credentials, type Installed, type InstalledTable, shown } from './installed.js';
import type { StoreNetwork } from './network/store-network.js';
import type { InstallationsOptions } from './options.js';
import { createShared } from './shared.js';
import type { InstallationClientOptions } from './types.js';

/** Makes the clients of installations. */
export interface Clients {
  /** @throws NotInstalledError when there is no installation, or none with credentials */
  connect(
    storeId: string,
    installed: Installed | undefined,
    options?: InstallationClientOptions,
  ): Magento;
}

/** What clients need of the app. */
export interface ClientsPort {
  readonly options: Pick<InstallationsOptions, 'budget' | 'onRemoved' | 'trustedOrigins'>;
  readonly clock: Clock;
  readonly network: StoreNetwork;
  readonly installed: InstalledTable;
}

const INSTALL = 'The merchant installs it under System → Integrations in the Magento admin.';

function wasRemoved(storeId: string, cause?: unknown): NotInstalledError {
  const message = `The merchant of ${storeId} has removed the app.`;
  return new NotInstalledError(message, { storeId, hint: INSTALL, cause });
}

type Usable = Installed & { readonly credentials: Credentials };

function assertUsable(
  storeId: string,
  installed: Installed | undefined,
): asserts installed is Usable {
  if (installed?.credentials) return;
  if (installed?.status === 'removed') throw wasRemoved(storeId);
  if (installed === undefined) {
    const message = `The app is not installed in ${storeId}.`;
    throw new NotInstalledError(message, { storeId, hint: INSTALL });
  }
  throw new NotInstalledError(`The credentials of ${storeId} cannot be opened.`, {
    storeId,
    hint: 'The secret of the app is another one than when they were stored: name the old one as previous.',
  });
}

/** Clients of one store share an authenticator, those of one host a budget, as long as any is in use. */
export function createClients(port: ClientsPort): Clients {
  const { options, clock, network, installed: table } = port;
  const budgets = createShared<ConcurrencyBudget>();
  const auths = createShared<InstallationAuth>();

  async function removed(storeId: string, dead: Credentials): Promise<Error | undefined> {
    const found = await table.find(storeId);
    const { value } = found;
    if (value?.credentials === undefined) return wasRemoved(storeId);
    // The merchant has activated it again meanwhile.
    if (value.credentials.accessToken !== dead.accessToken) return undefined;
    const gone: Installed = { ...value, status: 'removed', credentials: undefined };
    // Who writes it tells it, so that it is told once.
    if (await table.swap(storeId, found, gone)) return tellRemoved(gone);
    return removed(storeId, dead);
  }

  /** A fault of the app must not hide why its call failed. */
  async function tellRemoved(gone: Installed): Promise<Error> {
    try {
      await options.onRemoved?.({ installation: shown(gone) });
      return wasRemoved(gone.storeId);
    } catch (cause) {
      return wasRemoved(gone.storeId, cause);
    }
  }

  async function reload(storeId: string): Promise<Credentials> {
    const { value } = await table.find(storeId);
    assertUsable(storeId, value);
    return value.credentials;
  }

  function authOf(storeId: string, credentials: Credentials): InstallationAuth {
    const auth = auths.get(storeId, () =>
      createInstallationAuth(credentials, {
        reload: () => reload(storeId),
        removed: (dead) => removed(storeId, dead),
      }),
    );
    auth.learn(credentials);
    return auth;
  }

  return {
    connect(storeId, installed, clientOptions = {}) {
      assertUsable(storeId, installed);
      const { storeUrl, credentials } = installed;
      const { origin, host } = new URL(storeUrl);
      return createMagento({
        name: storeId,
        fetch: network.fetch,
        clock,
        allowInsecureHttp: options.trustedOrigins?.includes(origin),
        ...clientOptions,
        budget:
          clientOptions.budget ??
          budgets.get(host, () => createBudget({ clock, ...options.budget })),
        baseUrl: storeUrl,
        auth: authOf(storeId, credentials),
      });
    },
  };
}
