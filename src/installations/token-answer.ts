import type { Clock } from '../clock.js';
import { HandshakeError } from '../errors/handshake-error.js';
import { readBytes } from '../read-bytes.js';
import { untilAborted } from '../until-aborted.js';
import { isToken } from './fields.js';
import { problem } from './problem.js';

/** What a token endpoint said: a token, or why not. */
export type TokenAnswer =
  | { readonly token: string; readonly secret: string; readonly refusal?: undefined }
  | {
      /** Magento's sentence. */
      readonly refusal: string;
      /** The store's time in milliseconds since the epoch, when it tells. */
      readonly storeTime: number | undefined;
    };

const MOST_BYTES = 16 * 1024;
const LONGEST_REFUSAL = 300;

const CONTROLS = /\p{Cc}+/gu;

/** More than a token takes is none. */
async function readText({ body }: Response): Promise<string> {
  const { bytes, isWhole } = await readBytes(body, MOST_BYTES);
  return isWhole ? new TextDecoder().decode(bytes) : '';
}

/** Magento answers forms, and says `text/html` to both kinds. */
function read(response: Response, text: string): TokenAnswer | undefined {
  const fields = new URLSearchParams(text);
  const refusal = fields.get('oauth_problem');
  if (refusal !== null && /^oauth_problem=/.test(text)) {
    const storeTime = Date.parse(response.headers.get('date') ?? '');
    return {
      refusal: refusal.replace(CONTROLS, ' ').slice(0, LONGEST_REFUSAL),
      storeTime: Number.isNaN(storeTime) ? undefined : storeTime,
    };
  }
  const [token, secret] = [fields.get('oauth_token') ?? '', fields.get('oauth_token_secret') ?? ''];
  return response.ok && isToken(token) && isToken(secret) ? { token, secret } : undefined;
}

function describe({ status, type }: Response): string {
  if (status === 0 || type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    return `it redirects [${status}]; the base URL it sends must be the final one`;
  }
  return `status ${status}`;
}

/**
 * Sends to a token endpoint and understands the answer, within a time.
 * @throws HandshakeError HANDSHAKE_UNREACHABLE, HANDSHAKE_ANSWER, HANDSHAKE_STORE_ADDRESS
 */
export async function readTokenAnswer(
  { clock, timeoutMs }: { readonly clock: Clock; readonly timeoutMs: number },
  storeId: string,
  send: (signal: AbortSignal) => Promise<Response>,
): Promise<TokenAnswer> {
  const time = new AbortController();
  const cancel = clock.after(timeoutMs, () => time.abort());
  async function exchange(): Promise<TokenAnswer> {
    const response = await send(time.signal);
    const answer = read(response, await readText(response));
    if (answer !== undefined) return answer;
    throw problem('HANDSHAKE_ANSWER', { storeId, detail: describe(response) });
  }
  try {
    return await untilAborted(exchange(), time.signal);
  } catch (cause) {
    throw failure(cause, storeId, time.signal.aborted ? timeoutMs : undefined);
  } finally {
    cancel();
  }
}

const CODE = /^[A-Z][A-Z0-9_]{2,50}$/;

/** The platform's error may repeat the header, so it does not come along. */
function failure(cause: unknown, storeId: string, timedOutMs: number | undefined): HandshakeError {
  if (cause instanceof HandshakeError) return cause;
  if (timedOutMs !== undefined) {
    return problem('HANDSHAKE_UNREACHABLE', { storeId, detail: `no answer in ${timedOutMs} ms` });
  }
  const { code } = (cause as { readonly cause?: { readonly code?: unknown } }).cause ?? {};
  if (code === 'EADDRNOTPUBLIC') return problem('HANDSHAKE_STORE_ADDRESS', { storeId });
  const detail = typeof code === 'string' && CODE.test(code) ? code : undefined;
  return problem('HANDSHAKE_UNREACHABLE', { storeId, detail });
}
