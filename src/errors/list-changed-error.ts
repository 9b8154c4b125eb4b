import type { Drift } from '../search/walk/types.js';
import { MagentoError, type MagentoErrorOptions } from './magento-error.js';

/** A list changed while it was walked by page numbers, so that items may be missing or come twice. */
export class ListChangedError extends MagentoError {
  override readonly name = 'ListChangedError';
  readonly code = 'LIST_CHANGED';
  /** What was noticed. */
  readonly drift: Drift;

  constructor(message: string, options: MagentoErrorOptions & { readonly drift: Drift }) {
    super(message, options);
    this.drift = options.drift;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), drift: this.drift };
  }
}
