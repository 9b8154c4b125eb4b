import type { Client } from '../client/types.js';
import type { Clock } from '../clock.js';
import type { Definitions } from './attributes/definitions.js';
import type { ProductWarning } from './warnings.js';

/** What all helpers of one client share. */
export interface Context {
  readonly client: Client;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly definitions: Definitions;
  readonly onWarning: (warning: ProductWarning) => void;
}

/** Options every helper takes. */
export interface HelperOptions {
  /** Ends the helper wherever it is; its reason is thrown unchanged. What is done by then stays done. */
  readonly signal?: AbortSignal | undefined;
}
