/** Later than any header means, and still a date everywhere. */
const LAST = Date.UTC(9999, 11, 31);

/**
 * Milliseconds since the epoch of a date in a header; undefined for what is none, whatever `Date.parse`
 * makes of it.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function httpDate(text: string): number | undefined {
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return date >= 0 && date <= LAST ? date : undefined;
}
