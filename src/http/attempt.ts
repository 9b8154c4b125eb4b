import type { AuthContext, AuthHeaders } from '../auth/authenticator.js';
import type { Outcome } from '../budget/types.js';
import type { Repeat } from '../client/types.js';
import { errorFromAnswer } from '../errors/from-answer.js';
import type { RequestLine } from '../errors/magento-error.js';
import { RedirectError } from '../errors/redirect-error.js';
import type { CallState } from './call-state.js';
import { outcomeOf, outcomeOfFailure } from './classify.js';
import { type Answer, exchange } from './exchange.js';
import { explained } from './refusal.js';
import { retryAfterMs } from './retry-after.js';
import type { Transport } from './transport.js';

/** What stays the same over all attempts of a call. */
export interface Attemptable {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly repeat: Repeat;
  readonly headers: Readonly<Record<string, string>>;
  readonly line: RequestLine;
}

const NEUTRAL: Outcome = { kind: 'neutral' };

/** Origin and path alone: user, query and fragment are nobody's business. */
function placeOf(location: string | null): string | undefined {
  if (location === null) return undefined;
  if (!URL.canParse(location)) return location.split(/[?#]/, 1)[0];
  const { origin, pathname } = new URL(location);
  return origin + pathname;
}

function redirectError({ status, headers }: Answer, request: Attemptable): RedirectError {
  const to = placeOf(headers.get('location'));
  return new RedirectError(`The store redirects${to ? ` to ${to}` : ''} [${status}].`, {
    status,
    location: to,
    request: request.line,
    hint: 'Redirects are never followed, since the credentials would go along. Configure the address it points to as baseUrl.',
  });
}

/** Opaque redirects, as browsers hand them out, have status 0. */
const isRedirect = (status: number) => status === 0 || (status >= 300 && status < 400);

function refuse(
  transport: Transport,
  request: Attemptable,
  context: AuthContext,
  state: CallState,
  answer: Answer,
): Error {
  const { auth, clock } = transport;
  if (isRedirect(answer.status)) return redirectError(answer, request);
  const error = errorFromAnswer({
    ...answer,
    request: request.line,
    authenticator: auth.name,
    caller: auth.caller,
    proven: auth.proven === true,
    retryAfterMs: retryAfterMs(answer.headers, clock.now()),
  });
  return explained(error, auth, request, context, state);
}

async function sendSigned(
  transport: Transport,
  request: Attemptable,
  context: AuthContext,
  state: CallState,
): Promise<Answer> {
  state.stage = 'login';
  const { method, url } = request;
  const { auth } = transport;
  const credentials: AuthHeaders = await auth.authenticate({ method, url }, context);
  state.signal.throwIfAborted();
  state.credentials = credentials;
  state.stage = 'attempt';
  state.sent = true;
  const headers = { ...request.headers, ...credentials };
  return exchange(transport, { ...request, headers, cookies: auth.cookies }, state.signal);
}

/**
 * One attempt: a permit, credentials, the request, its whole answer. The permit covers exactly this, so
 * that it is free while the call backs off.
 */
export async function attempt(
  transport: Transport,
  request: Attemptable,
  context: AuthContext,
  state: CallState,
): Promise<Answer> {
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
    const answer = await sendSigned(transport, request, context, state);
    outcome = outcomeOf(answer, transport.clock.now());
    if (answer.status < 200 || answer.status >= 300) {
      throw refuse(transport, request, context, state, answer);
    }
    return answer;
  } catch (error) {
    if (outcome === NEUTRAL) outcome = outcomeOfFailure(error);
    throw error;
  } finally {
    permit.settle(outcome);
  }
}
