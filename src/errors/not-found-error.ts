import { HttpError } from './http-error.js';

/** 404: there is no such thing, or no such route in this store. */
export class NotFoundError extends HttpError {
  override readonly name = 'NotFoundError';
  override readonly code = 'NOT_FOUND';
}
