/** A request on plain values; the server and the fetch stand-in both make one. */
export interface SandboxRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** The Host header, port included. */
  readonly host: string;
  /** Path and query exactly as on the wire. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text of the body, empty when there is none. */
  readonly body: string;
}

/** The answer to a {@link SandboxRequest}. */
export interface SandboxResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What happens to it on its way; undefined for nothing. */
  readonly wire?: WireEffect;
}

/** What happens to an answer on its way. */
export type WireEffect =
  | { readonly kind: 'reset' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'slow'; readonly ms: number };

/** Path and query of a target. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}
