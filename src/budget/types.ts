/** What one finished attempt said about the store's load. */
export type Outcome =
  /** The store did the work. */
  | { readonly kind: 'ok' }
  /** Says nothing about load: an aborted call, a store bug, a failed login. */
  | { readonly kind: 'neutral' }
  /** The store refused because it had too much to do. */
  | { readonly kind: 'throttled'; readonly retryAfterMs?: number; readonly scope?: string }
  /** The store may be overloaded: gateway error, connection reset, timeout. */
  | { readonly kind: 'soft-overload'; readonly timedOut?: boolean };

/** The right to have one attempt in flight. Settling gives it back. */
export interface Permit {
  /** The level at the time of the grant. */
  readonly level: number;
  /** Gives the permit back and reports how the attempt went. Only the first call counts. */
  settle(outcome: Outcome): void;
  /** Same as `settle({ kind: 'neutral' })`, so that `using permit = await budget.acquire()` works. */
  [Symbol.dispose](): void;
}

/**
 * A client's own queue inside a budget. Lanes take turns, so a client with thousands of waiting
 * calls does not hold up a client with one.
 */
export interface Lane {
  /** Label shown by {@link ConcurrencyBudget.snapshot}. */
  readonly name: string;
  /** Turns this lane gets for every turn of a lane of weight 1. */
  readonly weight: number;
}

/** Bands that share the permits 8 : 4 : 1 while all three have waiters; none starves. */
export type Priority = 'high' | 'normal' | 'bulk';

/** How to wait for a permit. */
export interface AcquireOptions {
  /** Leaves the queue at once when it fires; the wait rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds since the epoch. A pause that ends later fails the wait at once. Default: none. */
  readonly deadline?: number | undefined;
  /** The queue to wait in. Default: the budget's shared lane. */
  readonly lane?: Lane | undefined;
  /** The band inside the lane. Default `normal`. */
  readonly priority?: Priority | undefined;
  /** Permits this one counts for. One that is dearer than the level runs alone. Default 1. */
  readonly cost?: number | undefined;
  /** True puts the wait at the head of its lane, where retries belong. Default false. */
  readonly atHead?: boolean | undefined;
  /** A part of the store with a limit of its own, whose pauses hold this one back as well. Default: none. */
  readonly scope?: string | undefined;
  /**
   * Requests of one class take about as long when the store is idle; the latency guard compares within
   * classes. Default: one class for all.
   */
  readonly latencyClass?: string | undefined;
}

/** How many waits were shorter than `belowMs`, and no shorter than that of the bucket before. */
export interface WaitBucket {
  readonly belowMs: number;
  readonly count: number;
}

/** What a budget is doing now. A plain value, safe to log. */
export interface BudgetSnapshot {
  /** Permits the owner wants in flight at most. */
  readonly target: number;
  /** Whether the level follows the store's answers. */
  readonly autoRecover: boolean;
  /** Permits in flight at most right now. */
  readonly level: number;
  /** The highest level the store is believed to bear. */
  readonly ceiling: number;
  /** The level the latency guard allows; null without one. The lower of the two is in force. */
  readonly latencyLevel: number | null;
  /** Permits granted and not given back; dear ones count as often as they cost. */
  readonly inFlight: number;
  /** Waiting acquisitions by lane name; idle lanes are left out. */
  readonly queued: Readonly<Record<string, number>>;
  /** Milliseconds since the epoch until which no permit is granted, or null. */
  readonly pausedUntil: number | null;
  /** Attempts that came back as throttled since the budget was made. */
  readonly throttled: number;
  /** Attempts that were not the first of their call. */
  readonly retried: number;
  /** How often the store's answers lowered the level. Failed probes are no decreases. */
  readonly decreases: number;
  /** How often a level above the ceiling was tried, and what came of it. */
  readonly probes: { readonly confirmed: number; readonly failed: number };
  /** How long granted permits were waited for. */
  readonly waits: readonly WaitBucket[];
  readonly lastChange: LevelChange;
}

/** Why a level changed. */
export type LevelCause =
  /** The budget was made. */
  | 'start'
  /** The owner changed the target or the switch. */
  | 'configure'
  /** The store said it had too much to do. */
  | 'throttled'
  /** Several gateway errors, broken connections or timeouts. */
  | 'soft-overload'
  /** On the way back to the ceiling. */
  | 'recovery'
  /** A level above the ceiling is tried. */
  | 'probe'
  /** It was too much; back at the ceiling. */
  | 'probe-failed'
  /** The latency guard tries or takes a level. */
  | 'latency-guard';

/** A change of the level. */
export interface LevelChange {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly cause: LevelCause;
}

/** Why a lease was lost. */
export type LeaseLoss =
  /** This process stood still for longer than a lease lasts. */
  | 'frozen'
  /** The shared store began anew, without what it knew. */
  | 'restarted'
  /** The shared store did not hear of it in time, or dropped it. */
  | 'expired';

/** Where the permits of a shared budget come from: the shared store, or what is done without it. */
export type StoreState = 'shared' | 'local' | 'closed' | 'open';

/** What a budget tells its listeners. */
export interface BudgetEvents {
  /** The level changed. */
  level(change: LevelChange): void;
  /**
   * No permit is granted until the given time (milliseconds since the epoch); with a scope, none of that
   * scope. The cause is `Retry-After`, or `throttled` when there is no lower level to go to.
   */
  pause(change: {
    readonly until: number;
    readonly cause: string;
    readonly scope?: string | undefined;
  }): void;
  /** The pause is over. Comes with the next permit when nobody waited for the end. */
  resume(change: { readonly scope?: string | undefined }): void;
  /** An attempt came back as throttled. */
  throttle(outcome: Outcome & { readonly kind: 'throttled' }): void;
  /** A wait was refused, as that many wait already. */
  queueFull(change: { readonly queued: number }): void;
  /**
   * Permits that were held longer than their leases lasted, so that others may have been let in beside
   * them. Only of a budget that is shared by processes.
   */
  leaseLost(change: { readonly count: number; readonly cause: LeaseLoss }): void;
  /** Where permits come from has changed. Only of a budget that is shared by processes. */
  store(change: { readonly state: StoreState; readonly reason: string }): void;
}

/**
 * One allowance of concurrent requests. Pass the same object to several clients and they share it:
 * that is all there is to borrowing.
 */
export interface ConcurrencyBudget {
  /**
   * Waits for a permit.
   * @throws the signal's reason when it is aborted
   * @throws QueueFullError when the queue is at its bound
   * @throws BudgetPausedError when a pause outlasts `deadline`
   * @throws DeadlineError when no permit was free before `deadline`
   * @throws NestedAcquireError inside a task of {@link run} of the same budget
   * @throws BudgetClosedError after {@link close}
   */
  acquire(options?: AcquireOptions): Promise<Permit>;
  /**
   * Runs a task under a permit; the permit is given back however the task ends. A task that returns counts
   * as `ok` and one that throws as `neutral`, unless it settles the permit itself.
   */
  run<T>(task: (permit: Permit) => Promise<T>, options?: AcquireOptions): Promise<T>;
  /** Makes a lane. Every client makes one for itself. */
  lane(options: { readonly name: string; readonly weight?: number }): Lane;
  /**
   * Changes the target or the switch while running; takes effect at once. Switching auto-recover off jumps
   * to the target and ends a pause, switching it on keeps the level.
   */
  configure(change: { readonly target?: number; readonly autoRecover?: boolean }): void;
  /** What the budget is doing now. */
  snapshot(): BudgetSnapshot;
  /** The same in one paragraph for people: the level, why, since when, and who waits. */
  explain(): string;
  /** Listens to an event; returns the function that stops listening. */
  on<E extends keyof BudgetEvents>(event: E, listener: BudgetEvents[E]): () => void;
  /** Rejects everything that waits. Permits in flight may still be settled. */
  close(): Promise<void>;
}
