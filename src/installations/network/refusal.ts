/** The code of errors that say that an address may not be reached. */
const CODE = 'EADDRNOTPUBLIC';

/** Like the platform's network errors: with a code, which tells it from a failure. */
export interface Refusal extends Error {
  readonly code: typeof CODE;
  /** Why, as a clause for a sentence. */
  readonly why: string;
}

/** Makes the error that says why a host may not be reached. */
export function refusal(url: URL, why: string): Refusal {
  const error = new Error(`The address ${url.origin} is refused: it ${why}.`);
  return Object.assign(error, { code: CODE, why } as const);
}

/** Whether an error says that an address may not be reached. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'code' in error && error.code === CODE;
}

/** What `fetch` rejects with. The cause keeps its code, from which callers tell failures apart. */
export function fetchError(cause: unknown): TypeError {
  return new TypeError(isRefusal(cause) ? cause.message : 'fetch failed', { cause });
}
