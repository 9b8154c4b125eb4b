import type { Activation } from './activation.js';
import { type App, runHook } from './app.js';
import type { BrowserSession } from './browser-session.js';
import { type Credentials, type Installed, shown } from './installed.js';

/**
 * Puts proven credentials in the place of whatever the store had before.
 * @throws HandshakeError HANDSHAKE_STORAGE
 */
export async function install(
  app: App,
  session: BrowserSession,
  { storeId, storeUrl }: Activation,
  account: string,
  credentials: Credentials,
): Promise<Installed> {
  const now = app.clock.now();
  const installed = await app.installed.update(
    storeId,
    (before): Installed => ({
      storeId,
      storeUrl,
      account,
      status: 'active',
      installedAt: before?.installedAt ?? now,
      authorizedAt: now,
      activation: session.state,
      toGreet: { ...(before && { previous: shown(before) }) },
      credentials,
    }),
  );
  // It would end by itself; but its secrets are not needed any more.
  const found = await app.activations.find(session.consumerKey);
  if (found.value?.id === session.state) {
    await app.activations.swap(session.consumerKey, found, undefined);
  }
  return installed;
}

/**
 * Tells the app of an installation, until it has once taken it without an error.
 * @throws HandshakeError HANDSHAKE_HOOK, HANDSHAKE_STORAGE
 */
export async function greet(app: App, installed: Installed): Promise<void> {
  const { storeId, toGreet, activation } = installed;
  if (toGreet === undefined) return;
  const { onInstalled } = app.options;
  if (onInstalled) {
    const installation = shown(installed);
    const client = app.clients.connect(storeId, installed);
    const { previous } = toGreet;
    await runHook(() => onInstalled({ installation, client, previous }), storeId);
  }
  const found = await app.installed.find(storeId);
  if (found.value?.activation !== activation) return;
  // Lost when somebody else writes meanwhile, who greets in turn.
  await app.installed.swap(storeId, found, { ...found.value, toGreet: undefined });
}
