import { MagentoError, type MagentoErrorOptions } from './magento-error.js';

/** The store redirected. Redirects are never followed, since the credentials would go along. */
export class RedirectError extends MagentoError {
  override readonly name = 'RedirectError';
  readonly code = 'REDIRECT';
  /** HTTP status. */
  readonly status: number;
  /** Where the store pointed to, without query; undefined where the platform hides it. */
  readonly location: string | undefined;

  constructor(
    message: string,
    options: MagentoErrorOptions & {
      readonly status: number;
      readonly location: string | undefined;
    },
  ) {
    super(message, options);
    this.status = options.status;
    this.location = options.location;
  }
}
