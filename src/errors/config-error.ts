import { MagentoError } from './magento-error.js';

/** An option or environment variable is wrong. Thrown before anything is sent. */
export class ConfigError extends MagentoError {
  override readonly name = 'ConfigError';
  readonly code = 'CONFIG';
}
