import { attempt } from './attempt.js';
import type { CallRun } from './call-run.js';
import type { Answer } from './exchange.js';
import { sleep } from './lifetime.js';

/**
 * Sends a request until it is answered or may not be tried again. What an attempt is, and whether there
 * is another, is decided in `attempt`; ky runs the further ones. It is loaded for them, since most calls
 * need one attempt and ky takes longer to load than all the rest.
 * @throws a MagentoError, or the signal's reason
 */
export async function send(run: CallRun): Promise<Answer> {
  const { request, state, transport } = run;
  try {
    return await attempt(run);
  } catch (error) {
    if (!state.again) throw error;
  }
  const { default: ky } = await import('ky');
  let answer: Answer | undefined;

  async function nextAttempt(): Promise<Response> {
    // Whatever ends the call before its attempt begins, in back-off or in the queue, ends it for good.
    state.again = false;
    if (state.backOffMs > 0) {
      state.stage = 'back-off';
      await sleep(state.backOffMs, state.signal, transport.clock);
      state.backOffMs = 0;
    }
    answer = await attempt(run);
    return new Response();
  }

  await ky(request.url, {
    fetch: nextAttempt,
    timeout: false,
    throwHttpErrors: false,
    retry: {
      limit: Number.MAX_SAFE_INTEGER,
      delay: () => 0,
      shouldRetry: () => state.again,
    },
  });
  if (answer === undefined) throw new Error('ky ended without an attempt');
  return answer;
}
