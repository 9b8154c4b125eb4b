const FIRST_MS = 250;
const LONGEST_MS = 20_000;

/** Full jitter: a random wait up to 0.25 s, doubled for each failure, at most 20 s. */
export function backOffMs(failures: number, random: () => number): number {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
}
