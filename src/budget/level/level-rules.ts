/**
 * The numbers of the level control, as found by simulation: `docs/concurrency.md` says what each costs
 * and brings. Times are in milliseconds.
 */
export const RULES = {
  /** A new budget starts here, or at its target if that is lower. */
  firstLevel: 8,
  /** What a throttled answer leaves of the level. */
  decrease: 0.7,
  /** Permits gained below the ceiling while every permit is used once. */
  growth: 2,
  /** Time at the ceiling before the level above it is tried. */
  probeWaitMs: 1_000,
  longestProbeWaitMs: 5_000,
  /** Successes between two probes, unless the patience ends first. */
  probeSuccesses: 50,
  probePatienceMs: 30_000,
  /**
   * A store that says how long to wait counts requests over time, and what it has saved up meanwhile lets a
   * burst through at any level. A probe there must hold for this many such waits, at most so long.
   */
  probeHold: 4,
  longestProbeHoldMs: 10_000,
  /** Pause after a throttled answer at level 1; doubles while that goes on. */
  floorPauseMs: 1_000,
  longestFloorPauseMs: 8_000,
  /** The same for a scope of its own, whose limits are per minute rather than per moment. */
  longestScopePauseMs: 30_000,
  /** Waits are this much shorter or longer by chance. */
  jitter: 0.2,
  /**
   * After a `Retry-After` the budget opens later by chance, so that processes do not come back together: up
   * to this part of the wait, and no more than this.
   */
  reopening: 0.02,
  longestReopeningMs: 250,
  /** Attempts looked back at for soft failures. */
  softWindow: 50,
  /** Soft failures of one epoch that lower the level, and of any epoch. */
  softInEpoch: 2,
  softInWindow: 6,
  /** Time without traffic after which the ceiling is forgotten. */
  idleMs: 60_000,
} as const;
