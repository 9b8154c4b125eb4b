import { MagentoError, type MagentoErrorOptions } from './magento-error.js';

/** The budget is paused for longer than the wait may last. */
export class BudgetPausedError extends MagentoError {
  override readonly name = 'BudgetPausedError';
  readonly code = 'BUDGET_PAUSED';
  /** Milliseconds since the epoch at which permits are granted again. */
  readonly until: number;

  constructor(message: string, options: MagentoErrorOptions & { readonly until: number }) {
    super(message, options);
    this.until = options.until;
  }
}
