import type { Authenticator } from './authenticator.js';

/**
 * Calls as the customer who is logged in to the shop's own pages: for scripts in the browser on the
 * shop's origin. The page's cookie says who it is; Magento heeds it only in requests that say they come
 * from a script, and wants no form key for REST.
 * @see https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-session/
 */
export function customerSession(): Authenticator {
  return {
    name: 'customer session',
    caller: 'customer',
    cookies: 'same-origin',
    authenticate: () => ({ 'x-requested-with': 'XMLHttpRequest' }),
    describe: () => ({ name: 'customer session', caller: 'customer' }),
  };
}
