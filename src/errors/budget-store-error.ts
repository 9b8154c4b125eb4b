import { MagentoError } from './magento-error.js';

/** The store that processes share a budget through cannot be reached, and no permit is to go without it. */
export class BudgetStoreError extends MagentoError {
  override readonly name = 'BudgetStoreError';
  readonly code = 'BUDGET_STORE';
}
