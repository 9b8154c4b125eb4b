import { MagentoError } from './magento-error.js';

/** The budget was closed while the call waited for a permit, or before it asked for one. */
export class BudgetClosedError extends MagentoError {
  override readonly name = 'BudgetClosedError';
  readonly code = 'BUDGET_CLOSED';
}
