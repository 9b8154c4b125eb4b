import { httpDate } from './http-date.js';

/** Ten years: timers and dates can still be reckoned with it. */
const LONGEST_MS = 10 * 365 * 86_400_000;

/**
 * Milliseconds that a `Retry-After` header asks to wait, ten years at most; undefined without a readable one.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  const date = httpDate(text);
  const isNumber = /^\d+(?:\.\d+)?$/.test(text);
  const ms = isNumber ? Number(text) * 1000 : date === undefined ? undefined : date - now;
  return ms === undefined ? undefined : Math.min(Math.max(0, ms), LONGEST_MS);
}
