/** What a test of a connection looks at, in this order. */
export type ConnectionCheck =
  | 'address'
  | 'tls'
  | 'route'
  | 'store'
  | 'credentials'
  | 'caller'
  | 'right'
  | 'version'
  | 'clock'
  | 'latency';

/** What one check found. */
export interface ConnectionFinding {
  readonly check: ConnectionCheck;
  readonly status: 'ok' | 'warning' | 'failed' | 'skipped';
  /** A sentence for people. */
  readonly message: string;
  /** What to do about it, when there is something to do. */
  readonly hint?: string;
}

/** Options of a test of a connection. */
export interface TestConnectionOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for all of it. Default 15,000. */
  readonly deadlineMs?: number | undefined;
  /**
   * A read that needs the right to try. Default: one product for admins and integrations, the own
   * account for customers, none for guests.
   */
  readonly probe?:
    | { readonly path: string; readonly query?: Readonly<Record<string, unknown>> }
    | undefined;
}

/** How a connection is. A plain value; holds no secret. */
export interface ConnectionReport {
  /** True when no check failed. */
  readonly ok: boolean;
  readonly findings: readonly ConnectionFinding[];
  readonly baseUrl: string;
  /** Who the store takes the caller for, when that could be seen. */
  readonly caller: 'admin' | 'integration' | 'customer' | 'guest' | undefined;
  /** Such as `2.4`, when the store tells. */
  readonly version: string | undefined;
  readonly edition: 'open-source' | 'commerce' | undefined;
  /** How far the store's clock is ahead of this machine's, in milliseconds. */
  readonly clockSkewMs: number;
  /** Median milliseconds of the requests made. */
  readonly latencyMs: number | undefined;
}
