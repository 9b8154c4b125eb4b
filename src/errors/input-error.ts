import { MagentoError } from './magento-error.js';

/** The input of a call cannot be sent as it is. Thrown before anything is sent; by a helper, before it writes. */
export class InputError extends MagentoError {
  override readonly name = 'InputError';
  readonly code = 'INPUT';
}
