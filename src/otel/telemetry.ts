import { type MeterProvider, metrics, type TracerProvider, trace } from '@opentelemetry/api';
import type { ConcurrencyBudget } from '../budget/types.js';
import type { Observer } from '../client/observer.js';
import { ConfigError } from '../errors/config-error.js';
import { createBudgetMetrics } from './budget-metrics.js';
import { createDurations } from './durations.js';
import { createObserver } from './observer.js';

const SCOPE = 'magekit';

/** Options of {@link createTelemetry}. */
export interface TelemetryOptions {
  /** Where spans go. Default: the one registered with `@opentelemetry/api`. */
  readonly tracerProvider?: TracerProvider | undefined;
  /** Where metrics go. Default: the one registered when {@link createTelemetry} is called. */
  readonly meterProvider?: MeterProvider | undefined;
}

/** Spans and metrics of clients and budgets. */
export interface Telemetry {
  /**
   * The option `observe` of clients; one serves them all. A span for each call, named after its operation, with a
   * client span for each attempt. Values of paths, queries and bodies are in none of them.
   */
  readonly observe: Observer;
  /**
   * Reads a budget whenever metrics are collected: level, target, ceiling, what is in flight and queued, and
   * what was throttled. Returns the function that stops it; until then the budget is kept in memory.
   * @param options `name` tells budgets apart, as the attribute `magekit.budget.name`. Default `default`.
   * @throws ConfigError when a budget of that name is watched already
   */
  watch(
    budget: Pick<ConcurrencyBudget, 'snapshot'>,
    options?: { readonly name?: string | undefined },
  ): () => void;
}

/**
 * Tells OpenTelemetry what clients and budgets do. Needs `@opentelemetry/api`. Call it when the SDK is
 * started, as a meter is not replaced later; without an SDK nothing is recorded.
 * @see https://opentelemetry.io/docs/specs/semconv/http/
 */
export function createTelemetry(options: TelemetryOptions = {}): Telemetry {
  const { tracerProvider = trace, meterProvider = metrics } = options;
  const meter = meterProvider.getMeter(SCOPE);
  const watchBudget = createBudgetMetrics(meter);
  const watched = new Map<string, () => void>();

  return {
    observe: createObserver(tracerProvider.getTracer(SCOPE), createDurations(meter)),
    watch(budget, { name = 'default' } = {}) {
      if (watched.has(name)) {
        throw new ConfigError(
          `A budget named "${name}" is watched already. Give each budget a name of its own: watch(budget, { name }).`,
        );
      }
      const stop = watchBudget(() => budget.snapshot(), name);
      watched.set(name, stop);
      return () => {
        stop();
        if (watched.get(name) === stop) watched.delete(name);
      };
    },
  };
}
