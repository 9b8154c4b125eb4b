import { HttpError } from './http-error.js';

/**
 * The store refused a login. It does not tell why: the user name or password is wrong, or the account is
 * locked after too many failures, or switched off.
 */
export class LoginRefusedError extends HttpError {
  override readonly name = 'LoginRefusedError';
  override readonly code = 'LOGIN_REFUSED';
}
