import type { RequestLine } from '../errors/magento-error.js';

/** What of a request may be a secret. */
export interface SecretBearing {
  readonly url: string;
  /** Its path masks the segments of the URL that are secret. */
  readonly line: RequestLine;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

const SECRET_NAME = /pass|secret|token|otp|response|credential|signature/i;
const PLAIN_HEADER = /^(?:accept|content-type|store|x-requested-with)$/i;
/** What an Authorization header holds besides secrets: schemes, the method of a signature, times. */
const PLAIN_PART = /^(?:Bearer|OAuth|HMAC-\w+|\d{1,12})$/;
/** Shorter texts would take ordinary words out of a message. */
const SHORTEST = 6;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Header values in parts, as a scheme or the names of OAuth parameters stand before the secret. */
function fromHeaders(headers: SecretBearing['headers']): string[] {
  return Object.entries(headers)
    .filter(([name]) => !PLAIN_HEADER.test(name))
    .flatMap(([, value]) => value.split(/[\s,"]+/))
    .filter((part) => !part.endsWith('=') && !PLAIN_PART.test(part))
    .flatMap((part) => [part, decoded(part)]);
}

/** Not recursive: a body may be nested as deeply as JSON can be written. */
function underSecretNames(body: unknown): string[] {
  const found: string[] = [];
  const left: [value: unknown, named: boolean][] = [[body, false]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [value, named] = next;
    if (typeof value === 'string' && named) found.push(value);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      left.push([inner, named || SECRET_NAME.test(name)]);
    }
  }
  return found;
}

function fromPairs(text: string): string[] {
  return [...new URLSearchParams(text)]
    .filter(([name]) => SECRET_NAME.test(name))
    .map(([, value]) => value);
}

/** A token that resets a password is a segment of the path, and Magento repeats it when it knows none. */
function fromPath(path: string, shown: string): string[] {
  const masked = shown.split('/');
  return path
    .split('/')
    .filter((segment, index) => segment !== masked[index])
    .flatMap((segment) => [segment, decoded(segment)]);
}

function fromBody(body: string | undefined): string[] {
  if (body === undefined) return [];
  try {
    return underSecretNames(JSON.parse(body));
  } catch {
    return fromPairs(body);
  }
}

/** The texts of a request that must not come back in an error. */
export function secretsOf({ url, line, headers, body }: SecretBearing): string[] {
  const [address = '', query = ''] = url.split('?');
  const path = address.slice(address.indexOf('/', 'https://'.length));
  const found = [
    ...fromHeaders(headers),
    ...fromBody(body),
    ...fromPath(path, line.path),
    ...fromPairs(query),
  ];
  return [...new Set(found)].filter((text) => text.length >= SHORTEST);
}
