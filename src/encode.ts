import { InputError } from './errors/input-error.js';

const LEFT_BY_PLATFORM = /[!'()*]/g;
const asHex = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

/**
 * Percent-encodes all but unreserved characters, as signatures want it.
 * The one encoder of the library: what is signed is what is sent.
 * @throws InputError for half a surrogate pair, which has no encoding
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3
 * @see https://www.rfc-editor.org/rfc/rfc5849#section-3.6
 */
export function percentEncode(text: string): string {
  try {
    return encodeURIComponent(text).replace(LEFT_BY_PLATFORM, asHex);
  } catch {
    throw new InputError('A text holds half of a surrogate pair and cannot be sent.');
  }
}

/** Decodes once; a malformed sequence stays as it is, as in PHP. `+` is a plus. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A date as Magento writes it: `YYYY-MM-DD HH:MM:SS` in UTC. */
export function magentoDate(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new InputError('A date is invalid.');
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
