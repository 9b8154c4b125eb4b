import type { AuthContext, AuthDescription } from '../auth/authenticator.js';
import type { Client } from '../client/types.js';
import type { Clock } from '../clock.js';

/** What a test of a connection may use of a client. */
export interface ConnectionPort {
  /** Does not try again what failed, and logs in once at most; see `atMostOneLogin`. */
  readonly client: Pick<Client, 'request'>;
  readonly auth: AuthDescription;
  /** The REST root, such as `https://shop.example.com/rest`. */
  readonly root: string;
  readonly store: string | undefined;
  /** Sends a request without credentials and without a permit. */
  readonly send: AuthContext['send'];
  /** How far the store's clock is ahead of this machine's, in milliseconds; 0 while not known. */
  readonly skewMs: () => number;
  readonly clock: Clock;
}
