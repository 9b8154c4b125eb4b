import type { Admission, Wish } from '../admission.js';
import type { Start } from '../level-control.js';
import type { Outcome, Permit } from '../types.js';
import type { CheckedOptions } from './options.js';
import type { Outage } from './outage.js';
import type { Held, Permits } from './permits.js';

/** Permits that are granted and given back while Redis does not work. */
export interface Alone {
  grant(wish: Wish): Permit;
  settle(held: Held, outcome: Outcome): void;
}

export function createAlone(
  { longestPauseMs }: CheckedOptions,
  process: string,
  outage: Outage,
  permits: Permits,
  admission: Admission,
): Alone {
  let count = 0;

  function settle(start: Start, outcome: Outcome): void {
    const { control } = outage;
    if (!control) return;
    const throttled = outcome.kind === 'throttled' ? outcome : undefined;
    const asked = throttled?.retryAfterMs;
    if (throttled?.scope !== undefined) {
      const capped = asked === undefined ? undefined : Math.min(asked, longestPauseMs);
      if (control.state.autoRecover) admission.throttled(throttled.scope, capped);
      return;
    }
    control.finish(start, outcome);
    const cause = asked === undefined ? 'throttled' : 'Retry-After';
    admission.pause(control.state.pausedUntil, cause);
  }

  return {
    grant(wish) {
      count += 1;
      const { cost } = wish;
      const id = `a${process}:${count}:${cost}`;
      const inFlight = permits.inFlight + cost;
      const level = outage.level;
      const start = outage.control?.start(inFlight, '');
      return permits.grant({ id, cost, level, inFlight, epoch: -1, generation: '' }, wish, start);
    },
    settle({ start = outage.earlier }, outcome) {
      if (start) settle(start, outcome);
      admission.pump();
    },
  };
}
