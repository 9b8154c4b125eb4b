import { AttemptTimeoutError } from '../errors/attempt-timeout-error.js';
import { DeadlineError } from '../errors/deadline-error.js';
import { NetworkError } from '../errors/network-error.js';
import { ResponseFormatError } from '../errors/response-format-error.js';
import { ServerError } from '../errors/server-error.js';

const LOST = [AttemptTimeoutError, NetworkError, ResponseFormatError, ServerError];

/**
 * Whether an error leaves open if the store did what it was asked. A gateway's 502 or 504 does: PHP goes on
 * behind it. A refusal with a 4xx does not, and neither does what failed before it was sent.
 */
export function isAnswerLost(error: unknown): boolean {
  if (error instanceof DeadlineError) return error.stage === 'attempt';
  return LOST.some((kind) => error instanceof kind);
}
