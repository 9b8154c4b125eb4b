import { HttpError } from './http-error.js';

/** 429: too many requests. `retryAfterMs` tells the wait, when the store named one. */
export class RateLimitError extends HttpError {
  override readonly name = 'RateLimitError';
  override readonly code = 'RATE_LIMIT';
}
