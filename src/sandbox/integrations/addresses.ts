import { hmacSha256 } from '../crypto.js';
import type { World } from '../store/world.js';

/** What the store calls its base URL, with a slash at the end; `index.php/` in it where rewrites are off. */
export function storeBaseUrl(baseUrl: string, world: World): string {
  return world.settings.rewrites ? `${baseUrl}/` : `${baseUrl}/index.php/`;
}

/** Path of the list of integrations in the admin. */
export function adminPath(world: World): string {
  return `${storeBaseUrl('', world)}admin/`;
}

/** Where an app sends the popup when it is done. */
export function successUrl(baseUrl: string, world: World): string {
  return `${baseUrl}${adminPath(world)}admin/integration/loginSuccessCallback/key/${secretKey(world)}/`;
}

/** The key in addresses of Magento's admin, which is another one in every session. */
function secretKey(world: World): string {
  return hmacSha256(world.auth.tokenKey, 'admin/integration/loginSuccessCallback', 'hex');
}
