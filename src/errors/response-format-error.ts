import { MagentoError, type MagentoErrorOptions } from './magento-error.js';

/** The store said yes, but the answer is not what it should be: no JSON, too long, or refused by `validate`. */
export class ResponseFormatError extends MagentoError {
  override readonly name = 'ResponseFormatError';
  readonly code = 'RESPONSE_FORMAT';
  /** HTTP status of the answer. */
  readonly status: number;

  constructor(message: string, options: MagentoErrorOptions & { readonly status: number }) {
    super(message, options);
    this.status = options.status;
  }
}
