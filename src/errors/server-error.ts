import { HttpError } from './http-error.js';

/** 5xx: the store failed, is overloaded, or is down for maintenance. */
export class ServerError extends HttpError {
  override readonly name = 'ServerError';
  override readonly code = 'SERVER';
}
