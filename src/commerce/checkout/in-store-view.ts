import type { Client } from '../../client/types.js';

/**
 * The same client for carts: without a store named, in the default store view. Writes of admins would go to
 * the global scope, where no shopper buys.
 */
export const inStoreView = (client: Client): Client => ({
  ...client,
  call: (operation, input, options) => client.call({ ...operation, scope: 'view' }, input, options),
});
