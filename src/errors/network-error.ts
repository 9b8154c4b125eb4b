import { MagentoError } from './magento-error.js';

/** No answer, or only a part of one: the connection failed, was reset, or broke off. */
export class NetworkError extends MagentoError {
  override readonly name = 'NetworkError';
  readonly code = 'NETWORK';
}
