import { MagentoError, type MagentoErrorOptions } from './magento-error.js';

/** The app is not installed in this store: it never was, or the merchant has removed it. */
export class NotInstalledError extends MagentoError {
  override readonly name = 'NotInstalledError';
  readonly code = 'NOT_INSTALLED';
  /** Id of the store that was asked for. */
  readonly storeId: string;

  constructor(message: string, options: MagentoErrorOptions & { readonly storeId: string }) {
    super(message, options);
    this.storeId = options.storeId;
  }
}
