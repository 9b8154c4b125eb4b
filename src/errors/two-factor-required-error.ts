import { HttpError } from './http-error.js';

const textList = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Name and password are right, but this admin needs a second factor to log in. */
export class TwoFactorRequiredError extends HttpError {
  override readonly name = 'TwoFactorRequiredError';
  override readonly code = 'TWO_FACTOR_REQUIRED';

  /** Providers the admin can log in with now: `google`, `duo_security`, `authy`, `u2fkey`. */
  get activeProviders(): readonly string[] {
    return textList(this.#parameter('active_providers'));
  }

  /** Providers the admin must set up first; a mail with a link to do so is on its way. */
  get providersToSetUp(): readonly string[] {
    const active = this.activeProviders;
    return textList(this.#parameter('providers')).filter((name) => !active.includes(name));
  }

  #parameter(name: string): unknown {
    return (this.parameters as Readonly<Record<string, unknown>> | undefined)?.[name];
  }
}
