import { MagentoError } from './magento-error.js';

/**
 * The store's queue has not moved for a long time. What was sent stays in it and will be done when its
 * consumer runs again; nothing is sent a second time. Waiting or iterating again goes on.
 */
export class BulkStalledError extends MagentoError {
  override readonly name = 'BulkStalledError';
  readonly code = 'BULK_STALLED';
}
