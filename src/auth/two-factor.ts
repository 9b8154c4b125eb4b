export { type AuthyOptions, authy } from './two-factor/authy.js';
export { type DuoChallenge, type DuoOptions, duo } from './two-factor/duo.js';
export {
  promptTwoFactor,
  type TwoFactorAnswer,
  type TwoFactorQuestion,
} from './two-factor/prompt.js';
export { type TotpOptions, totp } from './two-factor/totp.js';
export type { TwoFactor, TwoFactorLogin } from './two-factor/two-factor.js';
export { type U2fOptions, u2f } from './two-factor/u2f.js';
