import type { AuthenticateFunction, Authenticator } from '../auth/authenticator.js';
import type { BudgetOptions } from '../budget/options.js';
import type { ConcurrencyBudget } from '../budget/types.js';
import type { Clock } from '../clock.js';
import type { Classify } from '../http/classify.js';
import { STORE_CODE } from './base-url.js';
import { headerProblem } from './header-problem.js';
import type { Observer } from './observer.js';
import { hasFunction, isCountFrom, isFunction, isNumberFrom } from './option-checks.js';
import {
  must,
  mustBeText,
  mustMatch,
  type OptionChecks,
  optional,
  parseOptions,
} from './parse-options.js';

/** Options of a client. Values of a single call win over them. */
export interface ClientOptions {
  /**
   * Where the store is: its address, its REST address, or the address of its admin, with or without
   * `index.php`, a store code or a trailing slash. Always https, except on loopback.
   */
  readonly baseUrl: string | URL;
  /** Who is calling. One of `magekit/auth/*`, or a function that returns the headers of an attempt. */
  readonly auth: Authenticator | AuthenticateFunction;
  /** A budget to borrow, or options for an own one. Default: an own one with target 10. */
  readonly budget?: ConcurrencyBudget | BudgetOptions | undefined;
  /** Store view code for all calls, or `all`. Default: see {@link CallOptions.store}. */
  readonly store?: string | undefined;
  /** Milliseconds for a whole call. Default: none. */
  readonly deadlineMs?: number | undefined;
  /** Milliseconds for one attempt, from sending to the last byte of the answer. Default 60,000. */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * Retries at most. Default: 8 when throttled (none when the budget's `autoRecover` is off), 3 after
   * gateway errors, broken connections, timeouts and deadlocks.
   */
  readonly retry?: { readonly throttled?: number; readonly soft?: number } | undefined;
  /**
   * What the result of an attempt says about the store's load, and whether to try again. Pure. Default
   * `classify`, which an own one can call for all it has no opinion on.
   */
  readonly classify?: Classify | undefined;
  /**
   * Watches calls and attempts, for traces, metrics and logs; `createTelemetry` of `magekit/otel` makes one
   * for OpenTelemetry. Default: none.
   */
  readonly observe?: Observer | undefined;
  /** Bytes of an answer at most. Default 64 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** Headers for every request, such as a firewall's pass. Credentials belong into `auth`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Name of this client's lane in the budget. Default: the host. */
  readonly name?: string | undefined;
  /** Turns of this client for one turn of another. Default 1. */
  readonly weight?: number | undefined;
  /** `saas` is Adobe Commerce as a Cloud Service. Default: by the host, `….api.commerce.adobe.com`. */
  readonly flavour?: 'paas' | 'saas' | undefined;
  /** True allows http to a host that is not loopback. Default false. */
  readonly allowInsecureHttp?: boolean | undefined;
  /** Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Where time comes from. Default: the system. */
  readonly clock?: Clock | undefined;
  /** A number from 0 up to 1, for jitter. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

const milliseconds = () => optional(must('a number of milliseconds above 0', isNumberFrom(1)));
const count = (least: number) => optional(must(`a whole number from ${least}`, isCountFrom(least)));
const aFunction = () => optional(must('a function', isFunction));

function isRetry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(
    ([name, limit]) =>
      ['throttled', 'soft'].includes(name) && (limit === undefined || isCountFrom(0)(limit)),
  );
}

function isObserver(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { call, attempt } = value as Record<string, unknown>;
  return [call, attempt].every((watch) => watch === undefined || isFunction(watch));
}

const checks = (): OptionChecks => ({
  baseUrl: must('a URL', (value) => typeof value === 'string' || value instanceof URL),
  auth: must(
    'an authenticator, such as adminToken({ username, password }), or a function',
    (value) => isFunction(value) || hasFunction('authenticate')(value),
  ),
  budget: optional(
    must(
      'a budget, or options for one such as { target: 4 }',
      (value) => typeof value === 'object' && value !== null,
    ),
  ),
  store: optional(mustMatch(STORE_CODE, 'a store code: letters, digits and underscores')),
  deadlineMs: milliseconds(),
  attemptTimeoutMs: milliseconds(),
  retry: optional(must('{ throttled, soft }, both whole numbers from 0', isRetry)),
  classify: aFunction(),
  observe: optional(must('{ call, attempt }, both functions', isObserver)),
  maxBodyBytes: count(1),
  headers: optional({ problem: headerProblem }),
  name: optional(mustBeText()),
  weight: count(1),
  flavour: optional(must('paas or saas', (value) => value === 'paas' || value === 'saas')),
  allowInsecureHttp: optional(must('true or false', (value) => typeof value === 'boolean')),
  fetch: aFunction(),
  clock: optional(must('a clock', hasFunction('now'))),
  random: aFunction(),
});

/**
 * Checks a client's options.
 * @throws ConfigError that names each wrong option and what it should be
 */
export function checkOptions(options: ClientOptions): ClientOptions {
  return parseOptions(checks(), options, 'A client');
}
