import type { ConcurrencyBudget } from '../types.js';
import type { RedisBudgetSnapshot } from './snapshot.js';

/** A budget that processes share through Redis. */
export interface RedisBudget extends ConcurrencyBudget {
  /** What this process does now, and what Redis told last. */
  snapshot(): RedisBudgetSnapshot;
  /**
   * Resolves when Redis has heard of everything that was settled so far. Await it before a function returns
   * whose host may freeze it: what is not told keeps its permit until the lease ends.
   */
  flush(): Promise<void>;
}
