import { isMagentoError, type MagentoError } from '../errors/magento-error.js';
import type { MessageParameters } from '../errors/message.js';

/** Why a request brought no answer, as plain data. */
export interface Failure {
  /** The code of the library's error; `UNKNOWN` for what a host's own function threw. */
  readonly code: string;
  /** HTTP status, when the store did answer. */
  readonly status?: number;
  /** The platform's code of a broken connection, such as `ECONNREFUSED`. */
  readonly platformCode?: string;
  /** What the store, or the library, said about it. */
  readonly said: string;
  /** The text as the store has it in its own code; rules look at this one. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether it was the login that failed. */
  readonly atLogin: boolean;
  readonly hint?: string;
}

/** The members that errors of the library may have, whatever their class; a package may be there twice. */
interface Parts {
  readonly status?: unknown;
  readonly template?: unknown;
  readonly said?: unknown;
  readonly parameters?: MessageParameters | undefined;
  readonly cause?: { readonly code?: unknown } | undefined;
}

const LOGIN = /\/V1\/(?:integration\/(?:admin|customer)\/token|tfa\/)/;

/** An error's own sentence, without the request and the hint that its message goes on with. */
function sentenceOf({ message, request, hint }: MagentoError): string {
  const line = request ? ` (${request.method} ${request.path})` : undefined;
  const end = line ? message.lastIndexOf(line) : hint ? message.lastIndexOf(` Hint: ${hint}`) : -1;
  return end < 0 ? message : message.slice(0, end);
}

/** Reads an error. What is not the library's own may hold anything, so only its kind is kept. */
export function failureOf(error: unknown): Failure {
  if (!isMagentoError(error)) {
    const said = error instanceof Error ? error.name : typeof error;
    return { code: 'UNKNOWN', said, template: '', parameters: {}, atLogin: false };
  }
  const { status, said, template, parameters, cause } = error as Parts;
  return {
    code: error.code,
    said: typeof said === 'string' ? said : sentenceOf(error),
    template: typeof template === 'string' ? template : '',
    parameters: parameters === undefined || Array.isArray(parameters) ? {} : { ...parameters },
    atLogin: LOGIN.test(error.request?.path ?? ''),
    ...(typeof status === 'number' ? { status } : {}),
    ...(typeof cause?.code === 'string' ? { platformCode: cause.code } : {}),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  };
}

/** The ACL resource that a 401 names. */
export function resourceOf({ status, parameters }: Failure): string | undefined {
  const { resources } = parameters;
  return status === 401 && typeof resources === 'string' ? resources : undefined;
}
