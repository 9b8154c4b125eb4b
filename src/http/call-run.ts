import type { AuthContext, AuthHeaders } from '../auth/authenticator.js';
import type { Permit, Priority } from '../budget/types.js';
import type { Repeat } from '../client/types.js';
import type { DeadlineStage } from '../errors/deadline-error.js';
import type { RequestLine } from '../errors/magento-error.js';
import type { Verdict } from './classify.js';
import type { Transport } from './transport.js';
import type { Watch } from './watch.js';

/** What stays the same over all attempts of a call. */
export interface CallRequest {
  readonly method: string;
  /** The exact text that is sent, and signed. */
  readonly url: string;
  readonly body: string | undefined;
  readonly repeat: Repeat;
  readonly headers: Readonly<Record<string, string>>;
  /** For errors. */
  readonly line: RequestLine;
  /** For the latency guard; see {@link latencyClass}. */
  readonly latencyClass: string;
}

/** What changes while a call runs. One object, written by the steps of the call and nobody else. */
export interface CallState {
  /** Ends the call wherever it is. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch, when the call has a deadline. */
  readonly deadline: number | undefined;
  /** The permit the caller holds already; its holder settles it. */
  readonly lentPermit: Permit | undefined;
  /** The band the call waits in. */
  readonly priority: Priority | undefined;
  /** What the call is doing, for the error of its deadline. */
  stage: DeadlineStage;
  attempts: number;
  /** When the current attempt began to send its request; undefined before that. */
  sentAt: number | undefined;
  /** When the current attempt had its whole answer, or failed; undefined before that. */
  endedAt: number | undefined;
  /** HTTP status of the latest attempt's answer; undefined without one. */
  status: number | undefined;
  /** Whether the latest attempt is followed by another. */
  again: boolean;
  /** Whether a 401 was answered with new credentials already. */
  renewed: boolean;
  /** The credentials of the latest attempt. */
  credentials: AuthHeaders;
  /** What the latest attempt meant. */
  verdict: Verdict | undefined;
  throttledFailures: number;
  softFailures: number;
  /** Wait before the next attempt, in milliseconds. */
  backOffMs: number;
}

/** One call on its way: what its client lends, what is sent, and how far it has come. */
export interface CallRun {
  readonly transport: Transport;
  readonly request: CallRequest;
  readonly context: AuthContext;
  readonly state: CallState;
  /** Undefined when nobody observes the client. */
  readonly watch: Watch | undefined;
}
