import type { Attributes } from '@opentelemetry/api';
import type { AttemptEnd, AttemptInfo, CallEnd, CallInfo } from '../client/observer.js';

/** OpenTelemetry counts time in seconds. */
export const seconds = (ms: number): number => ms / 1000;

/** An attribute that is left out when there is no value for it. */
const optional = (name: string, value: string | number | undefined): Attributes =>
  value === undefined ? {} : { [name]: value };

/** Where a request goes, as far as it may be known: neither the address nor the query. */
function target({ host, port, template }: CallInfo): Attributes {
  return {
    'server.address': host,
    'server.port': port,
    ...optional('url.template', template),
  };
}

/** Errors without a word of ours have the word that the conventions have for them. */
const errorWord = (code: string | undefined) => (code === 'OTHER' ? '_OTHER' : code);

/** The status is the type of an error answer, the code of the error that of all others. */
function attemptError({ status, errorCode }: AttemptEnd): string | undefined {
  const isErrorAnswer = status !== undefined && status >= 400;
  return errorCode !== undefined && isErrorAnswer ? String(status) : errorWord(errorCode);
}

/** What is known of a call when it begins. */
export function callStart(info: CallInfo): Attributes {
  return {
    'magekit.operation': info.name,
    'magekit.lane': info.lane,
    ...optional('magekit.store', info.store),
    ...target(info),
  };
}

/** What is known of a call when it has ended. */
export function callResult({ status, errorCode, attempts }: CallEnd): Attributes {
  return {
    'magekit.attempts': attempts,
    ...optional('http.response.status_code', status),
    ...optional('error.type', errorWord(errorCode)),
  };
}

/** What is known of an attempt when it begins. */
export function attemptStart({ call, number }: AttemptInfo): Attributes {
  return {
    'magekit.operation': call.name,
    'http.request.method': call.method,
    ...target(call),
    ...optional('http.request.resend_count', number > 1 ? number - 1 : undefined),
  };
}

/** What is known of an attempt when it has ended. */
export function attemptResult(end: AttemptEnd): Attributes {
  return {
    'magekit.outcome': end.outcome.kind,
    'magekit.login.duration': seconds(end.loginMs),
    ...optional('http.response.status_code', end.status),
    ...optional('error.type', attemptError(end)),
  };
}

/** By what the durations of calls are told apart. */
export function callDimensions({ name, host, port }: CallInfo, end: CallEnd): Attributes {
  return {
    'magekit.operation': name,
    'server.address': host,
    'server.port': port,
    ...optional('error.type', errorWord(end.errorCode)),
  };
}

/** By what the durations of requests are told apart. */
export function requestDimensions({ call }: AttemptInfo, end: AttemptEnd): Attributes {
  return {
    'http.request.method': call.method,
    ...target(call),
    ...optional('http.response.status_code', end.status),
    ...optional('error.type', attemptError(end)),
  };
}
