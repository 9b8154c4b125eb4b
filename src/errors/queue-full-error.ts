import { MagentoError } from './magento-error.js';

/** The budget's queue is at its bound. Wait for calls to finish before making more. */
export class QueueFullError extends MagentoError {
  override readonly name = 'QueueFullError';
  readonly code = 'QUEUE_FULL';
}
