import { signInAdmin } from '../../auth/sign-in.js';
import type { Call } from '../../call.js';
import { textAt } from '../../json.js';
import type { TwoFactorProvider } from '../../switches.js';
import { checkActive, checkSetUp } from './providers.js';

/** The administrator's id, where the password is right and the provider is theirs. */
export function signedInWith(call: Call, provider: TwoFactorProvider): number {
  const id = signInAdmin(call.world, call.input);
  checkActive(call.world, provider);
  return id;
}

/** Goes on only with a good token of a set-up mail for a provider that is not active yet. */
export function withTfat(call: Call, provider: TwoFactorProvider): void {
  checkSetUp(call.world, provider, text(call, 'tfaToken'));
}

/** An argument as text, empty when absent. */
export function text(call: Call, name: string): string {
  return textAt(call.input, name) ?? '';
}
