import { percentEncode } from '../encode.js';

const HIDDEN = '***';

function toBase64(text: string, shift: number): string {
  const bytes = new TextEncoder().encode('\0'.repeat(shift) + text);
  const encoded = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  // The outer characters depend on what stands beside the text.
  return encoded.slice(shift === 0 ? 0 : 4, -4);
}

/** Half of a surrogate pair has no percent-encoding; while an error is made, nothing else may fail. */
function tolerant(encode: (text: string) => string): (text: string) => string {
  return (text) => {
    try {
      return encode(text);
    } catch {
      return text;
    }
  };
}

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

const encoders: readonly ((text: string) => string)[] = [
  inJson,
  // PHP escapes slashes as well.
  (text) => inJson(text).replaceAll('/', '\\/'),
  tolerant(encodeURIComponent),
  tolerant(percentEncode),
  // As forms are sent: a blank is a plus.
  (text) => new URLSearchParams([['', text]]).toString().slice(1),
];

/** All encodings but base64 leave letters and digits as they are, so where these are missing none is there. */
function mayHold(text: string, secret: string): boolean {
  const runs = secret.split(/[^A-Za-z0-9]+/);
  return text.includes(runs.reduce((one, other) => (other.length > one.length ? other : one)));
}

/** A secret as it was, and encoded up to three times over: JSON in JSON in JSON, a form in a URL. */
function encodings(secret: string, longest: number): Set<string> {
  let latest = [secret];
  const found = new Set(latest);
  for (let depth = 0; depth < 3; depth += 1) {
    latest = latest.flatMap((text) => encoders.map((encode) => encode(text)));
    latest = latest.filter((text) => text.length <= longest && !found.has(text));
    for (const text of latest) found.add(text);
  }
  return found;
}

/** A secret as it may come back in a text: encoded, or in base64 with anything before it. */
function forms(secret: string, text: string): string[] {
  // Base64 without its outer characters is shorter, but never by this much.
  if (secret.length > text.length + 12) return [];
  const bases = [0, 1, 2].map((shift) => toBase64(secret, shift));
  const urlBases = bases.map((base) => base.replaceAll('+', '-').replaceAll('/', '_'));
  const encoded = mayHold(text, secret) ? encodings(secret, text.length) : [];
  return [...encoded, ...bases, ...urlBases].filter((form) => form.length > 3);
}

/** Takes secrets out of a text, the longest first. */
export function scrub(text: string, secrets: readonly string[]): string {
  const found = [...new Set(secrets.flatMap((secret) => forms(secret, text)))];
  return found
    .filter((form) => text.includes(form))
    .sort((a, b) => b.length - a.length)
    .reduce((clean, form) => clean.replaceAll(form, HIDDEN), text);
}
