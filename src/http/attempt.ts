import type { Outcome } from '../budget/types.js';
import { errorFromAnswer } from '../errors/from-answer.js';
import type { CallRun } from './call-run.js';
import { outcomeOf, outcomeOfFailure } from './classify.js';
import { type Answer, exchange } from './exchange.js';
import { isRedirect, redirectError } from './redirect.js';
import { explained } from './refusal.js';
import { retryAfterMs } from './retry-after.js';

const NEUTRAL: Outcome = { kind: 'neutral' };

function errorOf(run: CallRun, answer: Answer): Error {
  const { auth, clock } = run.transport;
  const { line } = run.request;
  if (isRedirect(answer)) return redirectError(answer, line);
  const error = errorFromAnswer({
    ...answer,
    request: line,
    authenticator: auth.name,
    caller: auth.caller,
    proven: auth.proven === true,
    retryAfterMs: retryAfterMs(answer.headers, clock.now()),
  });
  return explained(run, error);
}

async function sendSigned({ transport, request, context, state }: CallRun): Promise<Answer> {
  const { auth } = transport;
  const { method, url } = request;
  state.stage = 'login';
  state.credentials = await auth.authenticate({ method, url }, context);
  state.signal.throwIfAborted();
  state.stage = 'attempt';
  state.sent = true;
  const headers = { ...request.headers, ...state.credentials };
  return exchange(transport, { ...request, headers, cookies: auth.cookies }, state.signal);
}

/**
 * One attempt: a permit, credentials, the request, its whole answer. The permit covers exactly this, so
 * that it is free while the call backs off.
 * @throws a MagentoError, or the reason of the call's signal
 */
export async function attempt(run: CallRun): Promise<Answer> {
  const { transport, state } = run;
  state.stage = 'queue';
  const permit = await transport.budget.acquire({
    signal: state.signal,
    lane: transport.lane,
    atHead: state.attempts > 0,
    deadline: state.deadline,
  });
  state.attempts += 1;
  state.sent = false;
  let outcome = NEUTRAL;
  try {
    const answer = await sendSigned(run);
    outcome = outcomeOf(answer, transport.clock.now());
    if (answer.status < 200 || answer.status >= 300) throw errorOf(run, answer);
    return answer;
  } catch (error) {
    if (outcome === NEUTRAL) outcome = outcomeOfFailure(error);
    throw error;
  } finally {
    permit.settle(outcome);
  }
}
