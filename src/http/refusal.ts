import type { Refusal } from '../auth/authenticator.js';
import { withExplanation } from '../errors/explanation.js';
import type { HttpError } from '../errors/http-error.js';
import { fillMessage } from '../errors/message.js';
import { refusedResources } from '../errors/refused-resources.js';
import type { CallRun } from './call-run.js';

function toRefusal({ request, state }: CallRun, error: HttpError): Refusal {
  const { method, url } = request;
  return {
    request: { method, url },
    headers: state.credentials,
    resources: refusedResources(error),
    message: fillMessage(error.template, error.parameters),
  };
}

/** Tells the authenticator of a 401; true when one more attempt is worthwhile. */
export function tellRefused(run: CallRun, error: HttpError): boolean {
  const { auth } = run.transport;
  return auth.refused?.(toRefusal(run, error), run.context) ?? false;
}

/** Keeps what the authenticator says of a 401 for whoever asks later. */
export async function explained(run: CallRun, error: HttpError): Promise<HttpError> {
  const { auth } = run.transport;
  if (error.status !== 401 || !auth.explain) return error;
  return withExplanation(error, await auth.explain(toRefusal(run, error), run.context));
}
