import type { BudgetSnapshot, LevelCause } from './types.js';

const REASONS: Readonly<Record<LevelCause, string>> = {
  start: 'where a new budget begins',
  configure: 'as configured',
  throttled: 'because the store refused requests as too many',
  'soft-overload': 'because of several gateway errors, broken connections or timeouts',
  recovery: 'on the way back up after a decrease',
  probe: 'to find out whether the store can bear more now',
  'probe-failed': 'because the store could not bear more',
  'latency-guard': 'as more at once would only make each request slower, or to find that out',
};

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

const time = (at: number) => new Date(at).toISOString();

function levelSentence({ level, target, lastChange }: BudgetSnapshot, now: number): string {
  const { from, at, cause } = lastChange;
  const before = from === level ? '' : ` (${from} before)`;
  return `At most ${level} of ${target} requests at once${before} since ${time(at)}, ${duration(now - at)} ago, ${REASONS[cause]}.`;
}

function ceilingSentence({ autoRecover, ceiling, target, level }: BudgetSnapshot): string {
  if (!autoRecover) return 'The level is fixed: auto-recover is off.';
  if (ceiling >= target) return 'Nothing speaks against the target.';
  const more = level > ceiling ? 'more is being tried' : 'more is tried from time to time';
  return `The store is believed to bear ${ceiling} (the ceiling); ${more}.`;
}

function guardSentence({ latencyLevel, level }: BudgetSnapshot): string[] {
  if (latencyLevel === null) return [];
  return [
    latencyLevel > level
      ? `The latency guard would allow ${latencyLevel}.`
      : `The latency guard allows ${latencyLevel}.`,
  ];
}

function queueSentence({ inFlight, queued }: BudgetSnapshot): string {
  const lanes = Object.entries(queued).map(([name, count]) => `${name} ${count}`);
  return `${inFlight} in flight, ${lanes.length === 0 ? 'nobody waits' : `waiting: ${lanes.join(', ')}`}.`;
}

/** One paragraph for people: the level, its ceiling, why, since when, and who waits. */
export function explain(snapshot: BudgetSnapshot, now: number): string {
  const { pausedUntil } = snapshot;
  return [
    levelSentence(snapshot, now),
    ceilingSentence(snapshot),
    ...guardSentence(snapshot),
    ...(pausedUntil === null
      ? []
      : [
          `Paused until ${time(pausedUntil)}, ${duration(pausedUntil - now)} more, as the store asked for it or refused even single requests.`,
        ]),
    queueSentence(snapshot),
  ].join(' ');
}
