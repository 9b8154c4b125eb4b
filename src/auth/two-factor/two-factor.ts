/** What a second factor has to work with. */
export interface TwoFactorLogin {
  readonly username: string;
  readonly password: string;
  /**
   * Posts to the store's REST API and resolves to the answer.
   * @throws TwoFactorRequiredError, LoginRefusedError or another MagentoError
   */
  readonly post: (path: string, body: object) => Promise<unknown>;
  /** Now by the store's clock, in milliseconds since the epoch. */
  readonly serverNow: () => number;
}

/**
 * Logs an admin in with a second factor; resolves to what the store answered, which is the token.
 * Use `totp`, `duo`, `authy`, `u2f` or `promptTwoFactor`, or write a function.
 */
export type TwoFactor = (login: TwoFactorLogin) => Promise<unknown>;

/** Where each provider's calls are. */
export const PROVIDER_PATH = '/V1/tfa/provider';
