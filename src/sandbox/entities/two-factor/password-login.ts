import { signTfat } from '../../auth/tfat.js';
import { failure, type MagentoFailure } from '../../errors.js';
import { nowSeconds, type World } from '../../store/world.js';
import { forcedProviders, providersToActivate } from './providers.js';

/** Why a right password alone gives no token; undefined where the module is off. Sends the set-up mail. */
export function secondFactorNeeded(world: World, userId: number): MagentoFailure | undefined {
  if (world.settings.twoFactor === undefined) return undefined;
  const providers = forcedProviders(world);
  if (providers.length === 0) {
    return failure(
      400,
      'Please ask an administrator with sufficient access to configure 2FA first',
    );
  }
  const waiting = providersToActivate(world);
  const active_providers = providers.filter((code) => !waiting.includes(code));
  if (waiting.length === 0) {
    const message = 'Please use the 2fa provider-specific endpoints to obtain a token.';
    return failure(400, message, { active_providers });
  }
  if (world.settings.mailFails) {
    return failure(400, 'Failed to send the message. Please contact the administrator');
  }
  const { credentials, tokenKey, twoFactor } = world.auth;
  const tfaToken = signTfat(userId, nowSeconds(world), tokenKey);
  twoFactor.mails.push({ to: credentials.admin.username, tfaToken });
  const message =
    'You are required to configure personal Two-Factor Authorization in order to login. Please check your email.';
  return failure(400, message, { providers, active_providers });
}
