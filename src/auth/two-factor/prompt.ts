import { ConfigError } from '../../errors/config-error.js';
import { TwoFactorRequiredError } from '../../errors/two-factor-required-error.js';
import { authy } from './authy.js';
import { duo } from './duo.js';
import { PROVIDER_PATH, type TwoFactor } from './two-factor.js';

/** What the person is asked. */
export interface TwoFactorQuestion {
  /** The providers the admin has set up, such as `google`. */
  readonly providers: readonly string[];
}

/** What the person answers. */
export interface TwoFactorAnswer {
  /** One of the providers asked about. Default: the first. */
  readonly provider?: string | undefined;
  readonly code: string;
}

const byProvider: Readonly<Record<string, (code: string) => TwoFactor>> = {
  google:
    (otp) =>
    ({ username, password, post }) =>
      post(`${PROVIDER_PATH}/google/authenticate`, { username, password, otp }),
  duo_security: (code) => duo({ passcode: () => code }),
  authy: (code) => authy({ otp: () => code }),
};

/**
 * Asks a person for the code when the store wants one: at a terminal, in a form. The callback runs once
 * for each login, and not at all when the store needs no second factor.
 * @throws ConfigError when the answer names a provider that has no codes
 */
export function promptTwoFactor(
  ask: (question: TwoFactorQuestion) => TwoFactorAnswer | Promise<TwoFactorAnswer>,
): TwoFactor {
  return async (login) => {
    const { username, password, post } = login;
    try {
      return await post('/V1/integration/admin/token', { username, password });
    } catch (error) {
      if (!(error instanceof TwoFactorRequiredError) || error.activeProviders.length === 0)
        throw error;
      const providers = error.activeProviders;
      const { provider = providers[0] ?? '', code } = await ask({ providers });
      const factor = Object.hasOwn(byProvider, provider) ? byProvider[provider] : undefined;
      if (!factor) {
        throw new ConfigError(
          `promptTwoFactor: "${provider}" has no code to type; it can be one of ${Object.keys(byProvider).join(', ')}.`,
        );
      }
      return factor(code)(login);
    }
  };
}
