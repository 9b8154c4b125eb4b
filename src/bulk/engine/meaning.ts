import { AttemptTimeoutError } from '../../errors/attempt-timeout-error.js';
import { BudgetPausedError } from '../../errors/budget-paused-error.js';
import { BudgetStoreError } from '../../errors/budget-store-error.js';
import { DeadlineError } from '../../errors/deadline-error.js';
import { HttpError } from '../../errors/http-error.js';
import { InputError } from '../../errors/input-error.js';
import { isMagentoError } from '../../errors/magento-error.js';
import { NetworkError } from '../../errors/network-error.js';
import { NotFoundError } from '../../errors/not-found-error.js';
import { QueueFullError } from '../../errors/queue-full-error.js';
import { ResponseFormatError } from '../../errors/response-format-error.js';
import { TwoFactorRequiredError } from '../../errors/two-factor-required-error.js';
import { isRefusalPage, isTransientFault } from '../../http/answer-text.js';
import { wasNeverSent } from '../../http/undelivered.js';
import type { Reason } from '../results.js';

/** What the failure of a request means for the entries that were in it. */
export type Meaning =
  /** No request can work: wrong credentials, a missing right, a closed budget. */
  | { readonly kind: 'fatal' }
  /** The store takes no more than this at once. */
  | { readonly kind: 'too-many'; readonly most: number }
  /** The body is larger than the web server takes. */
  | { readonly kind: 'too-large' }
  /** The store has looked at it and refused; nothing was changed. */
  | { readonly kind: 'refused' }
  /** The store did nothing; it may take the same later. */
  | { readonly kind: 'undone' }
  /** It may be done, or not. */
  | { readonly kind: 'unknown' };

/** What the request was. */
export interface Sending {
  /** Whether entries may be sent twice. */
  readonly repeatable: boolean;
  /** Whether it went to the store's queue. */
  readonly queued: boolean;
}

function mostOf({ status, template, parameters }: HttpError): number | undefined {
  if (status !== 400 || !/Maximum items of type/i.test(template)) return undefined;
  const [named, listed] = Array.isArray(parameters)
    ? [undefined, Math.min(...parameters.map(Number).filter(Number.isFinite))]
    : [Number((parameters as Record<string, unknown> | undefined)?.max), undefined];
  const most = named ?? listed;
  return most !== undefined && Number.isInteger(most) && most > 0 ? most : undefined;
}

function ofAnswer(error: HttpError, { repeatable, queued }: Sending): Meaning {
  const { status, template, retryAfterMs, reportId } = error;
  if (status === 401 || error instanceof TwoFactorRequiredError) return { kind: 'fatal' };
  if (status === 429) return { kind: 'undone' };
  if (status === 503 && (retryAfterMs !== undefined || isRefusalPage(template))) {
    return { kind: 'undone' };
  }
  if (status === 502 || status === 503 || status === 504) return { kind: 'unknown' };
  if (status === 413) return { kind: 'too-large' };
  const most = mostOf(error);
  if (most !== undefined) return { kind: 'too-many', most };
  // The path into the queue is the same for all items: the store has no such route.
  if (queued && error instanceof NotFoundError) return { kind: 'fatal' };
  if (isTransientFault(template) && repeatable) return { kind: 'undone' };
  // An error answer that was cut says that the store refused, and not why: asked again, it will say so.
  if (repeatable && /^\s*\{/.test(template)) return { kind: 'unknown' };
  // Magento names a report when it gave up by itself. Whatever else says 500 may have done so afterwards.
  if (status >= 500 && reportId === undefined && !repeatable) return { kind: 'unknown' };
  return { kind: 'refused' };
}

/** What an error that `client.call` has thrown means. Errors of the program itself are fatal. */
export function meaningOf(error: unknown, sending: Sending): Meaning {
  if (error instanceof HttpError) return ofAnswer(error, sending);
  if (error instanceof NetworkError) return { kind: wasNeverSent(error) ? 'undone' : 'unknown' };
  if (error instanceof AttemptTimeoutError || error instanceof ResponseFormatError) {
    return { kind: 'unknown' };
  }
  if (error instanceof DeadlineError) {
    return { kind: error.stage === 'queue' || error.stage === 'login' ? 'undone' : 'unknown' };
  }
  const neverSent = [QueueFullError, BudgetPausedError, BudgetStoreError];
  if (neverSent.some((Kind) => error instanceof Kind)) return { kind: 'undone' };
  return { kind: error instanceof InputError ? 'refused' : 'fatal' };
}

/** Why an entry is not done, as results carry it. */
export function reasonOf(error: unknown): Reason {
  const message = error instanceof Error ? error.message : String(error);
  return isMagentoError(error) ? { message, error } : { message };
}
