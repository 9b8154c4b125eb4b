import { MagentoError, type MagentoErrorOptions } from './magento-error.js';

/** Where a call spent its last moment before the deadline; `job` is the wait for one. */
export type DeadlineStage = 'queue' | 'login' | 'attempt' | 'back-off' | 'job';

/** The whole call took longer than its `deadlineMs`. */
export class DeadlineError extends MagentoError {
  override readonly name = 'DeadlineError';
  readonly code = 'DEADLINE';
  /** What the call was doing when the time was up. */
  readonly stage: DeadlineStage;

  constructor(message: string, options: MagentoErrorOptions & { readonly stage: DeadlineStage }) {
    super(message, options);
    this.stage = options.stage;
  }
}
