import { MagentoError } from './magento-error.js';

/** Code under a permit asked the same budget for another one, which can end in waiting for itself. */
export class NestedAcquireError extends MagentoError {
  override readonly name = 'NestedAcquireError';
  readonly code = 'NESTED_ACQUIRE';
}
