import type { AuthContext, Authenticator } from '../auth/authenticator.js';
import type { Clock } from '../clock.js';
import type { Client } from './types.js';

/** Where a client keeps what {@link ConnectionAccess} holds; out of sight, as no program needs it. */
export const connectionAccess: unique symbol = Symbol.for('magekit.connection') as never;

/** What the test of a connection and bulks need to know of a client. */
export interface ConnectionAccess {
  readonly auth: Authenticator;
  /** The same client with another authenticator, and without retries. */
  readonly connect: (auth: Authenticator) => Client;
  readonly root: string;
  readonly store: string | undefined;
  /** Where the store code goes: `header` for Adobe's SaaS, whose asynchronous paths differ, too. */
  readonly scopeIn: 'path' | 'header';
  /** Sends a request without credentials and without a permit. */
  readonly send: AuthContext['send'];
  readonly skewMs: () => number;
  readonly clock: Clock;
}
