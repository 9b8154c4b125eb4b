import { HttpError } from './http-error.js';

/** 400 and other 4xx: the store refused the request as it is. */
export class BadRequestError extends HttpError {
  override readonly name = 'BadRequestError';
  override readonly code = 'BAD_REQUEST';
}
