import { AttemptTimeoutError } from '../errors/attempt-timeout-error.js';
import { isMagentoError, type RequestLine } from '../errors/magento-error.js';
import { createLifetime } from './lifetime.js';
import { networkFailure } from './network-failure.js';
import { readBody } from './read-body.js';
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

type Wire = Pick<Transport, 'fetch' | 'clock' | 'serverTime' | 'attemptTimeoutMs' | 'maxBodyBytes'>;

/** A store's cookies can switch its scope. Worker runtimes have no cookies, and refuse the option. */
function cookiePolicy(cookies: 'same-origin' | undefined): RequestInit {
  return 'credentials' in Request.prototype ? { credentials: cookies ?? 'omit' } : {};
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
    // Loaded with the first of them: most programs meet none.
    const { readScrubbed } = await import('./scrubbed-answer.js');
    return await readScrubbed(response, most, request);
  } catch (error) {
    if (attempt.signal.aborted) throw attempt.signal.reason;
    throw isMagentoError(error) ? error : await networkFailure(error, request);
  } finally {
    attempt.end();
  }
}
