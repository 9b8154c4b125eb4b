import type { Call, WithResponse } from './types.js';

/** Runs a call and makes its promise able to hand out the response as well. */
export function createCall<T>(run: () => Promise<WithResponse<unknown>>): Call<T> {
  const outcome = run() as Promise<WithResponse<T>>;
  const answer = outcome.then(({ data }) => data);
  return Object.assign(answer, {
    withResponse() {
      // Whoever takes this promise does not wait for the bare one, whose rejection is nobody's then.
      answer.catch(() => undefined);
      return outcome;
    },
  });
}
