import { HttpError } from '../errors/http-error.js';
import { backOffMs } from './back-off.js';
import type { CallRun } from './call-run.js';
import { toRefusal } from './refusal.js';
import { retryCause } from './retry-policy.js';

/** A 401 may be about a credential that can be replaced; that is worth one more attempt, once. */
function renewsCredentials(run: CallRun, error: unknown): boolean {
  const { state } = run;
  const wasSent = state.sentAt !== undefined;
  if (!(error instanceof HttpError) || error.status !== 401 || state.renewed || !wasSent) {
    return false;
  }
  state.renewed = true;
  const { auth } = run.transport;
  return auth.refused?.(toRefusal(run, error), run.context) ?? false;
}

/** Books a failure and sets the wait; true when the call may go on. */
function mayTryAgain({ transport, request, state }: CallRun): boolean {
  const { retry: limits, retryBudget, budget, clock, random } = transport;
  const { verdict } = state;
  if (verdict === undefined || state.signal.aborted) return false;
  const { autoRecover } = budget.snapshot();
  const { repeat } = request;
  const cause = retryCause({ ...state, verdict, repeat, limits, autoRecover });
  if (cause === undefined) return false;
  const failures = cause === 'throttled' ? ++state.throttledFailures : ++state.softFailures;
  const { outcome } = verdict;
  const asked = outcome.kind === 'throttled' ? outcome.retryAfterMs : undefined;
  // A named wait is the budget's matter: it holds back everybody, and this call at their head.
  const isPaced = autoRecover && state.lentPermit === undefined;
  const backOff = backOffMs(failures, random);
  state.backOffMs = asked === undefined ? backOff : isPaced ? 0 : asked + backOff;
  const soonest = clock.now() + Math.max(asked ?? 0, state.backOffMs);
  if (state.deadline !== undefined && soonest > state.deadline) return false;
  return cause === 'throttled' || retryBudget.take();
}

/** Decides whether a failed attempt is followed by another, and after which wait. */
export function isWorthAnother(run: CallRun, error: unknown): boolean {
  return renewsCredentials(run, error) || mayTryAgain(run);
}
