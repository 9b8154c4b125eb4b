import { MagentoError } from './magento-error.js';

/** One attempt took longer than the client's `attemptTimeoutMs`. The store may still be working on it. */
export class AttemptTimeoutError extends MagentoError {
  override readonly name = 'AttemptTimeoutError';
  readonly code = 'ATTEMPT_TIMEOUT';
}
