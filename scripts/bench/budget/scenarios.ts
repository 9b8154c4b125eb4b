/** What a store can bear, over time. All times in seconds of the scenario, which may run faster. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly target: number;
  readonly seconds: number;
  /** Not counted at the start. */
  readonly warmUp: number;
  /** Requests it works on at once; more are refused with 429. */
  limit(now: number): number;
  /** While true every request is refused with 503. */
  outage?(now: number): boolean;
  /** Requests per second, with a burst; more are refused with 429 and `Retry-After`. */
  readonly rate?: { readonly perSecond: number; readonly burst: number; readonly wait: number };
  /** When the capacity is back. */
  readonly returnsAt?: number;
}

/** Seconds of a request, in the mean. */
export const MEAN = 0.2;

/** The same numbers for the same seed, from 0 up to 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A log-normal factor of mean 1. */
export function createSpread(random: () => number, sigma: number): () => number {
  return () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.exp(sigma * normal - (sigma * sigma) / 2);
  };
}

function shifting(seed: number): (now: number) => number {
  const random = createRandom(seed * 31 + 5);
  const limits = Array.from({ length: 40 }, () => 3 + Math.floor(random() * 18));
  return (now) => limits[Math.floor(now / 30)] ?? 3;
}

function neighbour(seed: number): (now: number) => number {
  const random = createRandom(seed * 17 + 3);
  let taken = 5;
  const limits = Array.from({ length: 1_000 }, () => {
    taken = Math.max(0, Math.min(10, taken + Math.round((random() - 0.5) * 4)));
    return 16 - taken;
  });
  return (now) => limits[Math.floor(now)] ?? 16;
}

/** The scenarios of the simulation; shorter, for a seed each. */
export function scenarios(seed: number): readonly Scenario[] {
  return [
    {
      id: 'S1',
      title: 'a steady limit of 8 under a target of 25',
      target: 25,
      seconds: 120,
      warmUp: 10,
      limit: () => 8,
    },
    {
      id: 'S2',
      title: 'a limit of 20 that falls to 4 and returns',
      target: 20,
      seconds: 240,
      warmUp: 10,
      limit: (now) => (now < 60 || now >= 120 ? 20 : 4),
      returnsAt: 120,
    },
    {
      id: 'S3',
      title: 'a limit of 3 to 20, another one every 30 s',
      target: 20,
      seconds: 240,
      warmUp: 10,
      limit: shifting(seed),
    },
    {
      id: 'S4',
      title: 'an outage of 60 s',
      target: 12,
      seconds: 240,
      warmUp: 10,
      limit: () => 12,
      outage: (now) => now >= 60 && now < 120,
      returnsAt: 120,
    },
    {
      id: 'S5',
      title: '40 requests a second, Retry-After 1 s',
      target: 25,
      seconds: 240,
      warmUp: 20,
      limit: () => Number.POSITIVE_INFINITY,
      rate: { perSecond: 40, burst: 40, wait: 1 },
    },
    {
      id: 'S7',
      title: 'a noisy neighbour that takes 0 to 10 of 16',
      target: 16,
      seconds: 150,
      warmUp: 10,
      limit: neighbour(seed),
    },
  ];
}

/** The scenario of an id. */
export function scenario(id: string, seed: number): Scenario {
  const found = scenarios(seed).find((one) => one.id === id);
  if (!found) throw new Error(`no scenario ${id}`);
  return found;
}

/** What the store bears at a moment. */
export const capacity = ({ limit, outage, target }: Scenario, now: number): number =>
  outage?.(now) ? 0 : Math.min(target, limit(now));
