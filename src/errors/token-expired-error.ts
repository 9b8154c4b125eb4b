import { MagentoError } from './magento-error.js';

/**
 * A token that was given ready-made has ended. Thrown before anything is sent, since a store would
 * silently take the caller for a guest.
 */
export class TokenExpiredError extends MagentoError {
  override readonly name = 'TokenExpiredError';
  readonly code = 'TOKEN_EXPIRED';
}
