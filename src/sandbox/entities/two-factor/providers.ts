import { checkTfat, userOfTfat } from '../../auth/tfat.js';
import { failure } from '../../errors.js';
import type { JsonObject } from '../../json.js';
import { nowSeconds, type World } from '../../store/world.js';
import type { TwoFactorProvider } from '../../switches.js';

interface ProviderData {
  readonly name: string;
  /** Part of the names of its admin pages. */
  readonly page: string;
  readonly extra: readonly string[];
  readonly resetAllowed: boolean;
  /** Whether it needs keys of a service, and is off without them. */
  readonly needsKeys: boolean;
}

const table: Readonly<Record<TwoFactorProvider, ProviderData>> = {
  google: {
    name: 'Google Authenticator',
    page: 'google',
    extra: ['qr', 'configurepost', 'authpost'],
    resetAllowed: true,
    needsKeys: false,
  },
  duo_security: {
    name: 'Duo Security',
    page: 'duo',
    extra: ['authpost'],
    resetAllowed: false,
    needsKeys: true,
  },
  authy: {
    name: 'Authy',
    page: 'authy',
    extra: [
      'configurepost',
      'configureverifypost',
      'verify',
      'authpost',
      'token',
      'onetouch',
      'verifyonetouch',
    ],
    resetAllowed: true,
    needsKeys: true,
  },
  u2fkey: {
    name: 'U2F (Yubikey and others)',
    page: 'u2f',
    extra: ['configurepost', 'authpost'],
    resetAllowed: true,
    needsKeys: false,
  },
};

/** Every provider the module brings. */
export const installedProviders: readonly TwoFactorProvider[] = [
  'google',
  'duo_security',
  'authy',
  'u2fkey',
];

/** What the shop demands, which is what each administrator has. */
export function forcedProviders(world: World): readonly TwoFactorProvider[] {
  return world.settings.twoFactor?.providers ?? [];
}

/** Those of the demanded providers that wait for the administrator. */
export function providersToActivate(world: World): readonly TwoFactorProvider[] {
  return forcedProviders(world).filter((code) => !world.auth.twoFactor.active.has(code));
}

/** A provider as answered. */
export function renderProvider(world: World, code: TwoFactorProvider): JsonObject {
  const { name, page, extra, resetAllowed, needsKeys } = table[code];
  const enabled = !needsKeys || forcedProviders(world).includes(code);
  return {
    enabled,
    engine: { enabled },
    code,
    name,
    icon: `Magento_TwoFactorAuth::images/providers/${code}.png`,
    reset_allowed: resetAllowed,
    configure_action: `tfa/${page}/configure`,
    auth_action: `tfa/${page}/auth`,
    extra_actions: extra.map((action) => `tfa/${page}/${action}`),
  };
}

/** Throws unless the administrator can answer with the provider. */
export function checkActive(world: World, code: TwoFactorProvider): void {
  checkAllowed(world, code);
  if (!world.auth.twoFactor.active.has(code)) throw failure(400, 'Provider is not configured.');
}

/** Throws unless the token of a set-up mail may set the provider up. */
export function checkSetUp(world: World, code: TwoFactorProvider, tfaToken: string): void {
  userOfTfat(tfaToken);
  checkAllowed(world, code);
  if (world.auth.twoFactor.active.has(code)) throw failure(400, 'Provider is already configured.');
  checkTfat(tfaToken, world.auth.tokenKey, nowSeconds(world));
}

function checkAllowed(world: World, code: TwoFactorProvider): void {
  if (!forcedProviders(world).includes(code)) throw failure(400, 'Provider is not allowed.');
}
