/** Classes of requests that are remembered; the one unused for longest makes room. */
const MOST = 64;
/** Weight of a new latency in the mean of its class, once there are many. */
const LEAST_WEIGHT = 1 / 64;
/** A single request may be this much slower than its class, as a log; more tells nothing more. */
const CLIP = 1.5;

interface Reference {
  readonly count: number;
  readonly mean: number;
}

/** How long requests of each class take, as a common reference. */
export interface References {
  /** ln(latency) against the mean of its class; undefined for its first two. */
  residual(latencyClass: string, ms: number): number | undefined;
}

export function createReferences(): References {
  const references = new Map<string, Reference>();
  return {
    residual(latencyClass, ms) {
      const value = Math.log(Math.max(1, ms));
      const { count, mean } = references.get(latencyClass) ?? { count: 0, mean: value };
      const weight = Math.max(1 / (count + 1), LEAST_WEIGHT);
      references.delete(latencyClass);
      references.set(latencyClass, { count: count + 1, mean: mean + (value - mean) * weight });
      const [oldest] = references.keys();
      if (references.size > MOST && oldest !== undefined) references.delete(oldest);
      return count < 2 ? undefined : Math.max(-CLIP, Math.min(CLIP, value - mean));
    },
  };
}
