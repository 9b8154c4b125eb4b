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

function underSecretNames(value: unknown, named: boolean): string[] {
  if (typeof value === 'string') return named ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    underSecretNames(inner, named || SECRET_NAME.test(name)),
  );
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
    return underSecretNames(JSON.parse(body), false);
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
