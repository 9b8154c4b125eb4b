/** A latency guard as the traces see it. Times in milliseconds. */
export interface Guard {
  level(): number;
  finished(
    sentAt: number,
    now: number,
    inFlight: number,
    latencyClass: string,
    limit: number,
  ): void;
  throttled(now: number, limit: number): void;
}

/** A store whose cores are shared by everything that runs. */
export interface SharedStore {
  readonly seconds: number;
  /** Requests that run side by side without slowing each other down. */
  cores(now: number): number;
  /** Milliseconds of each class of request when it runs alone; they come in turns. */
  readonly classes: readonly number[];
  /** What the store's refusals allow. Default: no limit below the target. */
  limit?(now: number): number;
}

interface Job {
  readonly sentAt: number;
  readonly inFlight: number;
  readonly latencyClass: string;
  left: number;
}

/** The same numbers on every machine, around 1. */
function createNoise(): () => number {
  let seed = 1;
  return () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return 0.6 + (0.8 * seed) / 2 ** 32;
  };
}

/**
 * As many requests at a time as the guard allows. Returns each change of the level as `time:level`, with
 * the time in milliseconds.
 */
export function trace(guard: Guard, target: number, store: SharedStore): string {
  const changes: string[] = [];
  const noise = createNoise();
  let running: Job[] = [];
  let sent = 0;
  let level = 0;
  let before = target;
  for (let now = 0; now < store.seconds * 1000; now += 1) {
    const limit = Math.min(target, store.limit?.(now / 1000) ?? target);
    if (limit < before) guard.throttled(now, limit);
    before = limit;
    const pace = Math.min(1, store.cores(now / 1000) / running.length);
    for (const job of running) job.left -= pace;
    for (const job of running.filter(({ left }) => left <= 0)) {
      guard.finished(job.sentAt, now, job.inFlight, job.latencyClass, limit);
    }
    running = running.filter(({ left }) => left > 0);
    while (running.length < Math.min(limit, guard.level())) {
      const index = sent % store.classes.length;
      const left = (store.classes[index] ?? 0) * noise();
      running.push({
        sentAt: now,
        inFlight: running.length + 1,
        latencyClass: String(index),
        left,
      });
      sent += 1;
    }
    if (guard.level() !== level) {
      level = guard.level();
      changes.push(`${now}:${level}`);
    }
  }
  return changes.join(' ');
}
