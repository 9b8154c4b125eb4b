import type { TwoFactorProvider, TwoFactorSettings } from '../switches.js';

/** A mail with the link to set up a second factor; the token is what the link carries. */
export interface SandboxMail {
  /** Name of the administrator it went to. */
  readonly to: string;
  /** The `tfaToken` of the configure and activate routes, good for an hour. */
  readonly tfaToken: string;
}

/** What the store keeps about the administrator's second factors. */
export interface TwoFactorState {
  readonly active: Set<TwoFactorProvider>;
  readonly mails: SandboxMail[];
  /** Steps that were begun and not finished. */
  readonly begun: Set<'u2f registration' | 'u2f challenge' | 'authy phone' | 'authy approval'>;
  /** What the administrator has chosen to be asked first; empty at the beginning. */
  defaultProvider: string;
}

/** Nothing set up, or everything the shop demands. */
export function createTwoFactorState(settings: TwoFactorSettings | undefined): TwoFactorState {
  return {
    active: new Set(settings?.activated === true ? settings.providers : []),
    mails: [],
    begun: new Set(),
    defaultProvider: '',
  };
}
