import { checkTfat, userOfTfat } from '../../auth/tfat.js';
import type { Call, Handlers } from '../../call.js';
import { failure } from '../../errors.js';
import type { Json } from '../../json.js';
import { nowSeconds } from '../../store/world.js';
import type { TwoFactorProvider } from '../../switches.js';
import {
  forcedProviders,
  installedProviders,
  providersToActivate,
  renderProvider,
} from './providers.js';
import { text } from './steps.js';

/** Lists of providers, by an administrator's right or by the token of a set-up mail. */
export const manageHandlers: Handlers = {
  'GET /V1/tfa/installed-providers': (call) => listOf(call, installedProviders),
  'GET /V1/tfa/forced-providers': (call) => listOf(call, forcedProviders(call.world)),
  'GET /V1/tfa/user-providers/{userId}': (call) => listOf(call, forcedProviders(call.world)),
  'GET /V1/tfa/providers-to-activate/{userId}': (call) =>
    listOf(call, providersToActivate(call.world)),
  'GET /V1/tfa/tfat-user-providers': (call) => {
    checkMailToken(call);
    return listOf(call, forcedProviders(call.world));
  },
  'GET /V1/tfa/tfat-providers-to-activate': (call) => {
    checkMailToken(call);
    return listOf(call, providersToActivate(call.world));
  },
  'GET /V1/tfa/default-provider-code/{userId}': (call) => call.world.auth.twoFactor.defaultProvider,
  'PUT /V1/tfa/default-provider-code/{userId}': (call) => {
    checkKnown(call, text(call, 'providerCode'));
    call.world.auth.twoFactor.defaultProvider = text(call, 'providerCode');
    return true;
  },
  'PUT /V1/tfa/user-providers/{userId}': (call) => {
    // Magento stores the choice and goes on reading what the shop demands.
    for (const code of text(call, 'providersCodes').split(/\s*,\s*/)) checkKnown(call, code);
    return true;
  },
};

function listOf(call: Call, codes: readonly TwoFactorProvider[]): Json {
  return codes.map((code) => renderProvider(call.world, code));
}

function checkMailToken(call: Call): void {
  const token = text(call, 'tfaToken');
  userOfTfat(token);
  checkTfat(token, call.world.auth.tokenKey, nowSeconds(call.world));
}

function checkKnown(call: Call, code: string): void {
  if (!forcedProviders(call.world).some((known) => known === code)) {
    throw failure(404, 'Unknown or not enabled provider %1 for this user', [code]);
  }
}
