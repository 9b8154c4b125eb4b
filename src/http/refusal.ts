import type { Refusal } from '../auth/authenticator.js';
import type { HttpError } from '../errors/http-error.js';
import { refusedResources } from '../errors/refused-resources.js';
import type { CallRun } from './call-run.js';

/** What an authenticator is told of a 401. */
export function toRefusal({ request, state }: CallRun, error: HttpError): Refusal {
  const { method, url } = request;
  return {
    request: { method, url },
    headers: state.credentials,
    resources: refusedResources(error),
    message: error.said,
  };
}
