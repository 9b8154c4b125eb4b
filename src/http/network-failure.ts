import { NetworkError } from '../errors/network-error.js';
import type { SecretBearing } from './secrets.js';

/** Codes look like this; anything else in their place may be anything. */
const CODE = /^[A-Z][A-Z0-9_]{2,50}$/;

function codeOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' && CODE.test(code) ? code : codeOf(cause, depth + 1);
}

/** Finding words loads more of the library, which a browser that has lost the network cannot. */
async function wordsFor(error: unknown, code: string | undefined, request: SecretBearing) {
  try {
    const { failureWords } = await import('./failure-words.js');
    return failureWords(error, code, request);
  } catch {
    const cause = error instanceof Error ? error.name : typeof error;
    return { sentence: `The request failed: ${cause}`, cause };
  }
}

/** Turns what `fetch` threw into the error that says what happened; its cause is a copy without secrets. */
export async function networkFailure(
  error: unknown,
  request: SecretBearing,
): Promise<NetworkError> {
  const code = codeOf(error);
  const words = await wordsFor(error, code, request);
  const cause = Object.assign(new Error(words.cause), code === undefined ? {} : { code });
  const text = `${words.sentence}${code ? ` [${code}]` : ''}.`;
  return new NetworkError(text, { request: request.line, cause });
}
