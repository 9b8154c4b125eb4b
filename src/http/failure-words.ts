import { scrub } from './scrub.js';
import { type SecretBearing, secretsOf } from './secrets.js';

/** What the platforms' codes mean to a person. */
const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The store refused the connection',
  ENOTFOUND: 'The host name of the store does not exist',
  EAI_AGAIN: 'The host name of the store could not be looked up',
  EADDRNOTPUBLIC: "The store's host name leads to an address that is not public",
  ECONNRESET: 'The store broke off the connection',
  UND_ERR_SOCKET: 'The store broke off the connection',
  EPIPE: 'The store broke off the connection',
  ETIMEDOUT: 'The store did not accept the connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'The store did not accept the connection in time',
  CERT_HAS_EXPIRED: "The store's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The store's certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "The store's certificate is self-signed",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The store's certificate is not trusted",
  ERR_SSL_WRONG_VERSION_NUMBER: 'The store answers at this address without TLS, so it may be http',
  ERR_TLS_CERT_ALTNAME_INVALID: "The store's certificate is for another host",
};

/** What the platform says, with the reason it keeps below: Node's own words are `fetch failed` alone. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message, cause } = error;
  return `${name}: ${message}${cause instanceof Error && cause.message ? ` (${cause.message})` : ''}`;
}

/** What a failure of the platform means, and the platform's own words without what they repeat of secrets. */
export function failureWords(
  error: unknown,
  code: string | undefined,
  request: SecretBearing,
): { readonly sentence: string; readonly cause: string } {
  // Some platforms and mocks print the whole request.
  const cause = scrub(wordsOf(error), secretsOf(request));
  return { sentence: (code && SENTENCES[code]) ?? `The request failed: ${cause}`, cause };
}
