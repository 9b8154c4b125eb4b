import { percentEncode } from '../encode.js';

const HIDDEN = '***';

function toBase64(text: string, shift: number): string {
  const bytes = new TextEncoder().encode('\0'.repeat(shift) + text);
  const encoded = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  // The outer characters depend on what stands beside the text.
  return encoded.slice(shift === 0 ? 0 : 4, -4);
}

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** Shorter runs would take ordinary words out of a message. */
const TELLING_RUN = /[A-Za-z0-9_-]{8,}/g;

/**
 * A text as it may come back: as it was, encoded for a URL or a form, for JSON, perhaps as JSON within
 * JSON, or for base64 with anything before it. Its long runs of letters and digits stand for all mixtures
 * of these.
 */
function forms(secret: string): string[] {
  const json = inJson(secret);
  const nested = inJson(json);
  const bases = [0, 1, 2].map((shift) => toBase64(secret, shift));
  return [
    secret,
    ...[json, nested, inJson(nested)].flatMap((form) => [form, form.replaceAll('/', '\\/')]),
    encodeURIComponent(secret),
    percentEncode(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
    ...(secret.match(TELLING_RUN) ?? []),
    ...bases,
    ...bases.map((base) => base.replaceAll('+', '-').replaceAll('/', '_')),
  ].filter((form) => form.length > 3);
}

/** Takes secrets out of a text, the longest first. */
export function scrub(text: string, secrets: readonly string[]): string {
  const found = [...new Set(secrets.flatMap(forms))].sort((a, b) => b.length - a.length);
  return found.reduce((clean, form) => clean.replaceAll(form, HIDDEN), text);
}
