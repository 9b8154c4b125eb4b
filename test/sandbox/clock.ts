/** A clock that stands still until it is moved. */
export interface TestClock {
  now(): number;
  /** Moves it on. */
  pass(seconds: number): void;
}

/** Starts a clock at a second, by default one at the beginning of a 30-second step. */
export function clockAt(second = 1_800_000_000): TestClock {
  let time = second * 1000;
  return {
    now: () => time,
    pass: (seconds) => {
      time += seconds * 1000;
    },
  };
}
