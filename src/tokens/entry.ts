import type { StoredToken } from './token-store.js';

/**
 * `magekit:1:<renewAt>:<expiresAt>:<length of the token>:<token>`. It does not look like JSON, which some
 * clients decode on their own; the length tells when something has been cut off or added.
 */
const FORM = /^magekit:1:(\d+(?:\.\d+)?|Infinity):(\d+(?:\.\d+)?|Infinity):(\d+):([\s\S]*)$/;

/** The text that stands for a token in stores that keep texts. */
export function writeEntry({ token, renewAt, expiresAt }: StoredToken): string {
  return `magekit:1:${renewAt}:${expiresAt}:${token.length}:${token}`;
}

/**
 * Reads what `writeEntry` wrote.
 * @param now milliseconds since the epoch
 * @returns undefined when the token has ended by `now`, or when the value is anything else
 */
export function readEntry(text: unknown, now: number): StoredToken | undefined {
  const [, renewAt, expiresAt, length, token = ''] =
    (typeof text === 'string' && FORM.exec(text)) || [];
  if (Number(length) !== token.length || !(now < Number(expiresAt))) return undefined;
  return { token, renewAt: Number(renewAt), expiresAt: Number(expiresAt) };
}
