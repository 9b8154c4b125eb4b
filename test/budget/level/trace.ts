/** A level control as the traces see it. Times in seconds. */
export interface Control {
  level(now: number): number;
  epoch(): number;
  ok(now: number, permit: { ep: number; inflight: number }): void;
  bad(now: number, permit: { ep: number; inflight: number }, retryAfter: number | null): void;
  /** Nothing is sent before. */
  gate(now: number): number;
}

/** A store that answers a request in 0.2 s, or refuses it in 0.02 s above its limit. */
export interface Store {
  readonly seconds: number;
  limit(now: number): number;
  /** `Retry-After` of a refusal, in seconds. */
  readonly retryAfter?: number;
}

interface Request {
  readonly ends: number;
  readonly refused: boolean;
  readonly permit: { ep: number; inflight: number };
}

/**
 * One request after the other, as many at a time as the control allows. Returns each change of the level
 * as `time:level`, with the time in hundredths of a second.
 */
export function trace(control: Control, store: Store): string {
  const changes: string[] = [];
  let running: Request[] = [];
  let level = 0;
  for (let tick = 0; tick < store.seconds * 100; tick += 1) {
    const now = tick / 100;
    for (const { refused, permit } of running.filter(({ ends }) => ends <= tick)) {
      if (refused) control.bad(now, permit, store.retryAfter ?? null);
      else control.ok(now, permit);
    }
    running = running.filter(({ ends }) => ends > tick);
    while (control.gate(now) <= now + 1e-6 && running.length < control.level(now)) {
      const refused = running.filter((other) => !other.refused).length >= store.limit(now);
      const permit = { ep: control.epoch(), inflight: running.length + 1 };
      // Ends are spread over a round trip, as those of real requests are.
      running.push({ refused, permit, ends: tick + (refused ? 2 : 17 + (tick % 7)) });
    }
    if (control.level(now) !== level) {
      level = control.level(now);
      changes.push(`${tick}:${level}`);
    }
  }
  return changes.join(' ');
}
