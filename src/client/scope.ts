import type { Caller } from '../auth/authenticator.js';
import type { PreparedRequest } from '../http/prepare.js';

/**
 * The store scope of a request that names none. A write without scope lands in the default store view
 * and switches off "use default value" there, so admins and integrations write to all.
 */
export function defaultScope(request: PreparedRequest, caller: Caller): string | undefined {
  const writes = request.method !== 'GET' && request.repeat !== 'safe';
  const speaksForShop = caller === 'admin' || caller === 'integration';
  return writes && speaksForShop && request.scope !== 'view' ? 'all' : undefined;
}
