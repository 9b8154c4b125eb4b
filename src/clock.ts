/** Where time comes from. Tests and hosts may bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back after `ms` milliseconds; returns the function that cancels. */
  after(ms: number, callback: () => void): () => void;
}

/** The platform's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
