import type { AuthContext, Authenticator, Refusal } from '../auth/authenticator.js';
import { withExplanation } from '../errors/explanation.js';
import { refusedResources } from '../errors/from-answer.js';
import type { HttpError } from '../errors/http-error.js';
import { fillMessage } from '../errors/message.js';
import type { Attemptable } from './attempt.js';
import type { CallState } from './call-state.js';

/** A 401 as the authenticator sees it. */
export function toRefusal(error: HttpError, request: Attemptable, state: CallState): Refusal {
  const { method, url } = request;
  return {
    request: { method, url },
    headers: state.credentials,
    resources: refusedResources(error),
    message: fillMessage(error.template, error.parameters),
  };
}

/** Lets the authenticator explain a 401 to whoever asks later. */
export function explained(
  error: HttpError,
  auth: Authenticator,
  request: Attemptable,
  context: AuthContext,
  state: CallState,
): HttpError {
  if (error.status !== 401 || !auth.explain) return error;
  const refusal = toRefusal(error, request, state);
  return withExplanation(error, () => auth.explain?.(refusal, context));
}
