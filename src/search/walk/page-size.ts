import type { PageLimits } from '../../client/page-limits.js';
import { AttemptTimeoutError } from '../../errors/attempt-timeout-error.js';
import { BadRequestError } from '../../errors/bad-request-error.js';
import { NetworkError } from '../../errors/network-error.js';
import { ResponseFormatError } from '../../errors/response-format-error.js';
import { ServerError } from '../../errors/server-error.js';

/** Pages in a row that must come well before larger ones are tried again. */
const GOOD_PAGES = 4;

/** Failures before there was a connection, or that stay whatever is asked. */
const UNRELATED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EADDRNOTPUBLIC|ETIMEDOUT|UND_ERR_CONNECT|ERR_TLS_|ERR_SSL_|CERT_|DEPTH_|SELF_|UNABLE_)/;

/** Page size of a walk: what the store allows and bears, never more than asked for. */
export interface PageSize {
  /** For the next page. */
  readonly current: number;
  /** A page of this size came. */
  succeeded(size: number): void;
  /** A page of this size failed. True when a smaller one is worth a try. */
  failed(size: number, error: unknown): boolean;
}

/**
 * The largest page size, when that is what a store complains about; the text may be in any language.
 * Too many members of another kind are complained about with their `type`.
 */
function namedLimit(error: unknown): number | undefined {
  if (!(error instanceof BadRequestError)) return undefined;
  const { parameters } = error;
  if (parameters === undefined || 'type' in parameters || !('max' in parameters)) return undefined;
  const limit = Number(parameters.max);
  return Number.isSafeInteger(limit) && limit > 0 ? limit : undefined;
}

/** Whether less to do might help: what takes too long, is too much, or breaks in the middle. */
function mayBeTooMuch(error: unknown): boolean {
  if (error instanceof ServerError) return error.retryAfterMs === undefined;
  if (error instanceof NetworkError) {
    return !UNRELATED.test((error.cause as { code?: string } | undefined)?.code ?? '');
  }
  return error instanceof AttemptTimeoutError || error instanceof ResponseFormatError;
}

/**
 * Adapts the page size: down to what the store names, for good; to half when a page fails, down to 1; and
 * doubles it again after four good pages.
 * @param limits what the store named before
 */
export function createPageSize(asked: number, list: string, limits?: PageLimits): PageSize {
  let largest = Math.min(asked, limits?.get(list) ?? asked);
  let current = largest;
  let good = 0;
  return {
    get current() {
      return current;
    },
    succeeded(size) {
      // A probe for one item says nothing.
      if (size * 2 <= current) return;
      good += 1;
      if (good < GOOD_PAGES) return;
      good = 0;
      current = Math.min(largest, current * 2);
    },
    failed(size, error) {
      const limit = namedLimit(error);
      if (limit !== undefined && limit < size) {
        limits?.set(list, limit);
        largest = Math.min(largest, limit);
        current = Math.min(current, limit);
        return true;
      }
      if (size <= 1 || !mayBeTooMuch(error)) return false;
      good = 0;
      current = Math.min(current, Math.floor(size / 2));
      return true;
    },
  };
}
