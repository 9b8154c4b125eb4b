import type { AuthContext } from '../auth/authenticator.js';
import { exchange } from '../http/exchange.js';
import type { Transport } from '../http/transport.js';

/** Where a login takes place. */
export interface LoginPlace {
  readonly transport: Transport;
  /** The REST root. */
  readonly root: string;
  readonly store: string | undefined;
}

/** Another host gets none of this store's headers, and its clock is not the store's. */
function forOtherHost(transport: Transport): Transport {
  const { serverTime } = transport;
  return { ...transport, headers: {}, serverTime: { ...serverTime, learn: () => undefined } };
}

/** What an authenticator may use of a client. */
export function createAuthContext(place: LoginPlace, signal: AbortSignal): AuthContext {
  const { transport, root, store } = place;
  return {
    signal,
    clock: transport.clock,
    serverNow: transport.serverTime.now,
    root,
    store,
    // Not bound to the signal: one login serves many calls, and outlives the one that started it.
    send: (request) => {
      const { origin, pathname } = new URL(request.url);
      const wire = origin === new URL(root).origin ? transport : forOtherHost(transport);
      const headers = { accept: 'application/json', ...wire.headers, ...request.headers };
      const line = { method: request.method, path: pathname };
      return exchange(wire, { ...request, headers, line }, undefined);
    },
  };
}
