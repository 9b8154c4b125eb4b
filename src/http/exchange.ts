import { AttemptTimeoutError } from '../errors/attempt-timeout-error.js';
import { isMagentoError, type RequestLine } from '../errors/magento-error.js';
import { createLifetime } from './lifetime.js';
import { networkFailure } from './network-failure.js';
import { readBody, readStart } from './read-body.js';
import { scrub } from './scrub.js';
import { secretsOf } from './secrets.js';
import type { Transport } from './transport.js';

/** What goes over the wire, to the byte. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Default: no cookies are sent. */
  readonly cookies?: 'same-origin' | undefined;
  /** For errors. */
  readonly line: RequestLine;
}

/** What came back, read to the end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** As much of an error answer as is read, in bytes. A store that says more has something else to hide. */
const LONGEST_ERROR = 1024 * 1024;

type Wire = Pick<Transport, 'fetch' | 'clock' | 'serverTime' | 'attemptTimeoutMs' | 'maxBodyBytes'>;

/** A store's cookies can switch its scope. Worker runtimes have no cookies, and refuse the option. */
function cookiePolicy(cookies: 'same-origin' | undefined): RequestInit {
  return 'credentials' in Request.prototype ? { credentials: cookies ?? 'omit' } : {};
}

/** An error answer may repeat what it was sent, and ends up in logs. */
function scrubbed({ status, headers, text }: Answer, request: WireRequest): Answer {
  const secrets = secretsOf(request);
  const clean = new Headers();
  for (const [name, value] of headers) clean.append(name, scrub(value, secrets));
  return { status, headers: clean, text: scrub(text, secrets) };
}

/**
 * Sends one request and reads its answer, within the attempt's own time.
 * @throws AttemptTimeoutError, NetworkError, ResponseFormatError, or the signal's reason
 */
export async function exchange(
  wire: Wire,
  request: WireRequest,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const { line, url, ...rest } = request;
  const { attemptTimeoutMs } = wire;
  const attempt = createLifetime({
    parent: signal,
    ms: attemptTimeoutMs,
    clock: wire.clock,
    onTimeout: () =>
      new AttemptTimeoutError(`No complete answer within ${attemptTimeoutMs} ms.`, {
        request: line,
        hint: 'The store may still be working on it.',
      }),
  });
  try {
    const { fetch } = wire;
    const response = await fetch(url, {
      method: rest.method,
      headers: rest.headers,
      ...(rest.body === undefined ? {} : { body: rest.body }),
      // Credentials must not travel on.
      redirect: 'manual',
      ...cookiePolicy(rest.cookies),
      signal: attempt.signal,
    });
    wire.serverTime.learn(response.headers);
    const { status, headers } = response;
    const most = wire.maxBodyBytes;
    if (response.ok) return { status, headers, text: await readBody(response, most, line) };
    const { text } = await readStart(response, Math.min(most, LONGEST_ERROR));
    return scrubbed({ status, headers, text }, request);
  } catch (error) {
    if (attempt.signal.aborted) throw attempt.signal.reason;
    throw isMagentoError(error) ? error : networkFailure(error, request);
  } finally {
    attempt.end();
  }
}
