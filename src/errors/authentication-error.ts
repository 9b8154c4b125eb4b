import { HttpError } from './http-error.js';

/** 401: the store does not know the caller, or does not accept the credentials. */
export class AuthenticationError extends HttpError {
  override readonly name = 'AuthenticationError';
  override readonly code = 'AUTHENTICATION';
}
