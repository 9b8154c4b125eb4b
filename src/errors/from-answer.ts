import type { Caller } from '../auth/authenticator.js';
import { AuthenticationError } from './authentication-error.js';
import { BadRequestError } from './bad-request-error.js';
import { readErrorBody } from './body.js';
import { hintFor } from './hints.js';
import { HttpError, type HttpErrorOptions } from './http-error.js';
import { LoginRefusedError } from './login-refused-error.js';
import type { RequestLine } from './magento-error.js';
import type { MagentoMessage } from './message.js';
import { NotFoundError } from './not-found-error.js';
import { PermissionError } from './permission-error.js';
import { RateLimitError } from './rate-limit-error.js';
import { refusedResources } from './refused-resources.js';
import { ServerError } from './server-error.js';
import { TwoFactorRequiredError } from './two-factor-required-error.js';

/** An error answer and who asked. */
export interface RefusedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly request: RequestLine;
  readonly authenticator: string;
  readonly caller: Caller;
  /** Whether the store is known to accept the credentials, so that a 401 is about rights. */
  readonly proven: boolean;
  readonly retryAfterMs: number | undefined;
  /** True for the answer to a login, whose 401 is about name and password. */
  readonly login?: boolean;
}

/**
 * Magento answers 401 both to strangers and to known callers without the right. They differ by what
 * is known here: an OAuth signature that did not fail, or a token fresh from a login, is accepted.
 */
function kindOf401(answer: RefusedAnswer, resources: string | undefined) {
  if (resources === undefined) return AuthenticationError;
  if (answer.caller === 'guest') return AuthenticationError;
  const wrongCaller = (resources === 'self') !== (answer.caller === 'customer');
  return answer.proven || wrongCaller ? PermissionError : AuthenticationError;
}

/** Magento marks the answers about a second factor by this parameter, whatever the language. */
function needsSecondFactor({ parameters }: MagentoMessage): boolean {
  return parameters !== undefined && 'active_providers' in parameters;
}

function kindOf(answer: RefusedAnswer, said: MagentoMessage, resources: string | undefined) {
  if (needsSecondFactor(said)) return TwoFactorRequiredError;
  if (answer.status === 401 && answer.login) return LoginRefusedError;
  if (answer.status === 401) return kindOf401(answer, resources);
  if (answer.status === 403) return PermissionError;
  if (answer.status === 404) return NotFoundError;
  if (answer.status === 429) return RateLimitError;
  if (answer.status >= 500) return ServerError;
  return answer.status >= 400 ? BadRequestError : HttpError;
}

/** Turns an error answer, whatever its form, into the error that says what happened and what to do. */
export function errorFromAnswer(answer: RefusedAnswer): HttpError {
  const { status, text, request, retryAfterMs } = answer;
  const said = readErrorBody(text);
  const resources = status === 401 ? refusedResources(said) : undefined;
  const Kind: new (options: HttpErrorOptions) => HttpError = kindOf(answer, said, resources);
  const hint = hintFor({
    ...answer,
    said,
    resources,
    login: answer.login === true,
    json: /^\s*\{/.test(text),
    server: answer.headers.get('server') ?? '',
  });
  return new Kind({ status, said, request, hint, retryAfterMs });
}
