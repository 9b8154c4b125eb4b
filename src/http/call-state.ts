import type { AuthHeaders } from '../auth/authenticator.js';
import type { DeadlineStage } from '../errors/deadline-error.js';

/** What changes while a call runs. One object, written by the steps of the call and nobody else. */
export interface CallState {
  /** Ends the call wherever it is. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch, when the call has a deadline. */
  readonly deadline: number | undefined;
  /** What the call is doing, for the error of its deadline. */
  stage: DeadlineStage;
  attempts: number;
  /** Whether the current attempt has started to send its request. */
  sent: boolean;
  /** Whether a 401 was answered with new credentials already. */
  renewed: boolean;
  /** The credentials of the latest attempt. */
  credentials: AuthHeaders;
  throttledFailures: number;
  softFailures: number;
  /** Wait before the next attempt, in milliseconds. */
  backOffMs: number;
}
