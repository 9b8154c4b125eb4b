import type { NetworkError } from '../errors/network-error.js';

/** Codes of failures before a byte of the request was sent: repeating cannot do a thing twice. */
const BEFORE_SENDING = ['ECONNREFUSED', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** Errors of a host name or certificate stay as they are, however often one tries. */
const LASTING = /^(?:EADDRNOTPUBLIC|ENOTFOUND|ERR_TLS_|ERR_SSL_|CERT_|DEPTH_|SELF_|UNABLE_)/;

const causeCode = (error: NetworkError) =>
  (error.cause as { code?: string } | undefined)?.code ?? '';

/** Whether the request cannot have reached the store. */
export const wasNeverSent = (error: NetworkError): boolean =>
  BEFORE_SENDING.includes(causeCode(error));

/** Whether trying again may help at all. */
export const mayPass = (error: NetworkError): boolean => !LASTING.test(causeCode(error));
