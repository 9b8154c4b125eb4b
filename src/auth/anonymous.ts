import type { Authenticator } from './authenticator.js';

/** Calls as a guest: no credentials at all. */
export function anonymous(): Authenticator {
  return { name: 'anonymous', caller: 'guest', authenticate: () => ({}) };
}
