import { systemClock } from '../../clock.js';
import { ConfigError } from '../../errors/config-error.js';
import type { RedisPort } from '../../redis/ports.js';
import { type BudgetOptions, positiveInteger, trueOrFalse } from '../options.js';

/** What to do while Redis cannot be reached. */
export type OnStoreFailure = 'local' | 'closed' | 'open';

/** Options of {@link createRedisBudget}. */
export interface RedisBudgetOptions extends Omit<BudgetOptions, 'latencyGuard'> {
  /** The way to Redis; see {@link nodeRedisPort}, {@link ioredisPort}, {@link upstashPort}. */
  readonly store: RedisPort;
  /**
   * Names the budget: processes that give the same one share it. One per store and limit, such as its host
   * with the name of the integration. Never a secret: it can be read in Redis.
   */
  readonly key: string;
  /**
   * How long the permits of a process that has died stay taken, in milliseconds, from 500 up. A process that
   * lives renews them every third of it. Default 10,000.
   */
  readonly leaseMs?: number;
  /**
   * How often a process without a subscription asks while it waits, in milliseconds; half of
   * `leaseMs` at most. Default 250.
   */
  readonly pollMs?: number;
  /** How long a command may take before Redis counts as unreachable, in milliseconds. Default 1,000. */
  readonly commandMs?: number;
  /**
   * While Redis cannot be reached: `local` goes on with this process's part of the last level, `closed`
   * refuses with `BudgetStoreError`, `open` lets everybody go. Default `local`.
   */
  readonly onStoreFailure?: OnStoreFailure;
  /** Among how many processes `local` divides the last level. Default 4. */
  readonly expectedProcesses?: number;
}

/** The options with their defaults. */
export type CheckedOptions = Required<RedisBudgetOptions>;

const DEFAULTS = {
  target: 10,
  queueLimit: 10_000,
  longestPauseMs: 120_000,
  leaseMs: 10_000,
  pollMs: 250,
  commandMs: 1_000,
  expectedProcesses: 4,
} as const;

const FAILURES: readonly OnStoreFailure[] = ['local', 'closed', 'open'];
const SHORTEST_LEASE_MS = 500;

const wrong = (what: string) => new ConfigError(`createRedisBudget: ${what}.`);

/** @throws ConfigError that names the wrong option */
export function checkOptions(options: RedisBudgetOptions): CheckedOptions {
  const { store, key, onStoreFailure = 'local', clock = systemClock } = options;
  const whole = (name: keyof RedisBudgetOptions & keyof typeof DEFAULTS) =>
    positiveInteger(options[name] ?? DEFAULTS[name], name, 'createRedisBudget');
  if (typeof store?.eval !== 'function') {
    throw wrong('store must be a port, such as nodeRedisPort(client, { subscriber })');
  }
  if (typeof key !== 'string' || !/^[^{}\s]+$/.test(key)) {
    throw wrong('key must be a text without white space and braces');
  }
  if (!FAILURES.includes(onStoreFailure)) {
    throw wrong(
      `onStoreFailure must be 'local', 'closed' or 'open', not ${String(onStoreFailure)}`,
    );
  }
  const leaseMs = whole('leaseMs');
  if (leaseMs < SHORTEST_LEASE_MS) {
    throw wrong(`leaseMs must be ${SHORTEST_LEASE_MS} at least, not ${leaseMs}`);
  }
  const pollMs = whole('pollMs');
  if (pollMs > leaseMs / 2) throw wrong('pollMs must be half of leaseMs at most');
  return {
    store,
    key,
    clock,
    onStoreFailure,
    leaseMs,
    random: options.random ?? Math.random,
    autoRecover: trueOrFalse(options.autoRecover ?? true, 'autoRecover', 'createRedisBudget'),
    target: whole('target'),
    queueLimit: whole('queueLimit'),
    longestPauseMs: whole('longestPauseMs'),
    pollMs,
    commandMs: whole('commandMs'),
    expectedProcesses: whole('expectedProcesses'),
  };
}
