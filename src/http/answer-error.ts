import { withExplanation } from '../errors/explanation.js';
import { errorFromAnswer } from '../errors/from-answer.js';
import type { CallRun } from './call-run.js';
import type { Answer } from './exchange.js';
import { isRedirect, redirectError } from './redirect.js';
import { toRefusal } from './refusal.js';
import { retryAfterMs } from './retry-after.js';

/** The error that says why an attempt was not answered with a success, and what to do about it. */
export async function errorOfAnswer(run: CallRun, answer: Answer): Promise<Error> {
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
  if (error.status !== 401 || !auth.explain) return error;
  // Kept for whoever asks later.
  return withExplanation(error, await auth.explain(toRefusal(run, error), run.context));
}
