import { HttpError } from '../errors/http-error.js';
import { attempt } from './attempt.js';
import { backOffMs } from './back-off.js';
import type { CallRun } from './call-run.js';
import type { Answer } from './exchange.js';
import { sleep } from './lifetime.js';
import { tellRefused } from './refusal.js';
import { retryCause } from './retry-policy.js';

/** A 401 may be about a credential that can be replaced; that is worth one more attempt, once. */
function renewsCredentials(run: CallRun, error: unknown): boolean {
  const { state } = run;
  if (!(error instanceof HttpError) || error.status !== 401 || state.renewed || !state.sent) {
    return false;
  }
  state.renewed = true;
  return tellRefused(run, error);
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

/**
 * Sends a request until it is answered or may not be tried again. What an attempt is, and whether there
 * is another, is decided here; ky runs the further attempts. It is loaded for them, since most calls need
 * one attempt and ky takes longer to load than all the rest.
 * @throws a MagentoError, or the signal's reason
 */
export async function send(run: CallRun): Promise<Answer> {
  const { request, state, transport } = run;
  const isWorthAnother = (error: unknown) => renewsCredentials(run, error) || mayTryAgain(run);
  try {
    return await attempt(run);
  } catch (error) {
    if (!isWorthAnother(error)) throw error;
  }
  const { default: ky } = await import('ky');
  let answer: Answer | undefined;

  async function nextAttempt(): Promise<Response> {
    if (state.backOffMs > 0) {
      state.stage = 'back-off';
      await sleep(state.backOffMs, state.signal, transport.clock);
      state.backOffMs = 0;
    }
    answer = await attempt(run);
    return new Response();
  }

  await ky(request.url, {
    fetch: nextAttempt,
    timeout: false,
    throwHttpErrors: false,
    retry: {
      limit: Number.MAX_SAFE_INTEGER,
      delay: () => 0,
      shouldRetry: ({ error }) => isWorthAnother(error),
    },
  });
  if (answer === undefined) throw new Error('ky ended without an attempt');
  return answer;
}
