import type { Clock } from '../clock.js';
import type { Activations } from './activations.js';
import type { BrowserSessions } from './browser-session.js';
import type { Clients } from './clients.js';
import type { InstalledTable } from './installed.js';
import type { StoreNetwork } from './network/store-network.js';
import type { InstallationsOptions } from './options.js';
import { problem } from './problem.js';
import type { RateLimit } from './rate-limit.js';
import type { StoreAddress } from './store-address.js';
import type { Awaitable } from './types.js';

/** Everything an app lends to each step of its handshakes. */
export interface App {
  readonly options: InstallationsOptions;
  readonly clock: Clock;
  readonly network: StoreNetwork;
  readonly activations: Activations;
  readonly installed: InstalledTable;
  readonly sessions: BrowserSessions;
  readonly clients: Clients;
  readonly callbacks: RateLimit;
}

/** 128 random bits. */
export function randomId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

/**
 * Runs a function of the app.
 * @throws HandshakeError HANDSHAKE_HOOK with what it threw as cause
 */
export async function runHook<T>(hook: () => Awaitable<T>, storeId: string): Promise<T> {
  try {
    return await hook();
  } catch (cause) {
    throw problem('HANDSHAKE_HOOK', { storeId, cause });
  }
}

/**
 * Whether the app takes a store, as far as can be said without a request.
 * @throws HandshakeError HANDSHAKE_STORE_ADDRESS, HANDSHAKE_STORE_NOT_ALLOWED, HANDSHAKE_HOOK
 */
export async function checkWanted(app: App, { storeId, storeUrl }: StoreAddress): Promise<void> {
  const url = new URL(storeUrl);
  const why = app.network.checkText(url);
  if (why !== undefined) {
    throw problem('HANDSHAKE_STORE_ADDRESS', { storeId, cause: new Error(`${storeId} ${why}`) });
  }
  const { allowStore } = app.options;
  if (!allowStore || (await runHook(() => allowStore(url), storeId))) return;
  throw problem('HANDSHAKE_STORE_NOT_ALLOWED', { storeId });
}
