import type { AuthAnswer, AuthDescription } from '../auth/authenticator.js';
import type { Failure } from './failure.js';

/** What one request brought, and how long it took. */
export type Tried<T> =
  | { readonly ms: number; readonly answer: T; readonly failure?: undefined }
  | { readonly ms: number; readonly answer?: undefined; readonly failure: Failure };

/** Everything the requests of a test told. The findings are made of this and nothing else. */
export interface ConnectionFacts {
  readonly root: string;
  readonly store: string | undefined;
  readonly auth: AuthDescription;
  /** A call that anybody may make, in the scope of the store code. */
  readonly open: Tried<AuthAnswer>;
  /** The same without the store code, when the store refused the first one as it does unknown codes. */
  readonly unscoped?: Tried<AuthAnswer> | undefined;
  /** The shop's page that names its version. */
  readonly version?: Tried<AuthAnswer> | undefined;
  /** A call that every caller of this kind may make. */
  readonly guarded?: Tried<unknown> | undefined;
  /** The call that needs the right to try. */
  readonly probe?: Tried<unknown> | undefined;
  /** The path of that call, when it was not the default one. */
  readonly probePath?: string | undefined;
  /** A call that only customers may make, when admin rights were refused. */
  readonly asCustomer?: Tried<unknown> | undefined;
  /** The store codes there are, when the given one is wrong and the caller may read them. */
  readonly storeCodes?: readonly string[] | undefined;
  /** How far the store's clock is ahead of this machine's, in milliseconds. */
  readonly skewMs: number;
}

/** What a check found; the pipeline adds the name of the check. */
export interface Verdict {
  readonly status: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly message: string;
  readonly hint?: string | undefined;
}

export const ok = (message: string): Verdict => ({ status: 'ok', message });
export const warning = (message: string, hint?: string): Verdict => ({
  status: 'warning',
  message,
  hint,
});
export const failed = (message: string, hint?: string): Verdict => ({
  status: 'failed',
  message,
  hint,
});
export const skipped = (message: string, hint?: string): Verdict => ({
  status: 'skipped',
  message,
  hint,
});

/** Whether the store code is part of the path; Adobe's SaaS has no `/rest`, and a header for it. */
export const hasStoreInPath = (root: string): boolean => root.endsWith('/rest');

/** Whether requests are signed; all others send a token or nothing. */
export const isSigned = ({ name }: AuthDescription): boolean => /^oauth/i.test(name);

/** Whether the caller logs in by itself, so that its token is fresh. */
export const logsIn = ({ name }: AuthDescription): boolean => /\b(?:login|ims)\b/.test(name);
