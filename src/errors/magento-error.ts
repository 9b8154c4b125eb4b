import type { Cursor } from '../search/walk/types.js';

/** The line of the request that failed, without its query and without secrets. */
export interface RequestLine {
  readonly method: string;
  /** Path as sent; a path parameter that carries a secret is masked. */
  readonly path: string;
}

/** What every error of this library may carry besides its message. */
export interface MagentoErrorOptions {
  readonly request?: RequestLine | undefined;
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

const brand: unique symbol = Symbol.for('magekit.error') as never;

/**
 * The base of everything this library throws, except the reason of the caller's own abort signal,
 * which is thrown unchanged. No credential is ever part of `message`, `cause`, `toJSON` or `inspect`.
 */
export abstract class MagentoError extends Error {
  /** Literal that names the kind of error; independent of the store's language. */
  abstract readonly code: string;
  /** The request that failed, when there was one. */
  readonly request: RequestLine | undefined;
  /** What to do about it, when the library knows. Part of the message as well. */
  readonly hint: string | undefined;
  /** Where a walk over a list goes on, if this ended one: right after the last item that was delivered. */
  declare readonly cursor?: Cursor;

  constructor(message: string, options: MagentoErrorOptions = {}) {
    const { request, hint, cause } = options;
    const line = request ? ` (${request.method} ${request.path})` : '';
    super(
      `${message}${line}${hint ? ` Hint: ${hint}` : ''}`,
      cause === undefined ? undefined : { cause },
    );
    this.request = request;
    this.hint = hint;
    Object.defineProperty(this, brand, { value: true });
  }

  /** The parts that are worth logging, as plain data. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, request, hint, cursor } = this;
    return { name, code, message, request, hint, ...(cursor && { cursor }) };
  }
}

/** Whether a caught value is an error of this library, also when the package is installed twice. */
export function isMagentoError(value: unknown): value is MagentoError {
  return typeof value === 'object' && value !== null && brand in value;
}
