import { NetworkError } from '../errors/network-error.js';
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

/** Codes of failures before a byte of the request was sent: repeating cannot do a thing twice. */
const BEFORE_SENDING = ['ECONNREFUSED', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** Errors of a host name or certificate stay as they are, however often one tries. */
const LASTING = /^(?:EADDRNOTPUBLIC|ENOTFOUND|ERR_TLS_|ERR_SSL_|CERT_|DEPTH_|SELF_|UNABLE_)/;

/** Codes look like this; anything else in their place may be anything. */
const CODE = /^[A-Z][A-Z0-9_]{2,50}$/;

function codeOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' && CODE.test(code) ? code : codeOf(cause, depth + 1);
}

/** A copy of the platform's error without secrets; some platforms and mocks print the whole request. */
function safeCause(error: unknown, code: string | undefined, request: SecretBearing): Error {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const cause = new Error(scrub(text, secretsOf(request)));
  return Object.assign(cause, code === undefined ? {} : { code });
}

/** Turns what `fetch` threw into the error that says what happened. */
export function networkFailure(error: unknown, request: SecretBearing): NetworkError {
  const code = codeOf(error);
  const cause = safeCause(error, code, request);
  const sentence = (code && SENTENCES[code]) ?? `The request failed: ${cause.message}`;
  const text = `${sentence}${code ? ` [${code}]` : ''}.`;
  return new NetworkError(text, { request: request.line, cause });
}

const causeCode = (error: NetworkError) =>
  (error.cause as { code?: string } | undefined)?.code ?? '';

/** Whether the request cannot have reached the store. */
export function wasNeverSent(error: NetworkError): boolean {
  return BEFORE_SENDING.includes(causeCode(error));
}

/** Whether trying again may help at all. */
export function mayPass(error: NetworkError): boolean {
  return !LASTING.test(causeCode(error));
}
