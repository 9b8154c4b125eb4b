import { type ConnectionFacts, ok, skipped, type Verdict, warning } from '../facts.js';

const SLOW_MS = 2_000;

/** The median milliseconds of the answers; undefined without one. */
export function latencyOf(facts: ConnectionFacts): number | undefined {
  const { open, unscoped, version, guarded, probe } = facts;
  const tried = new Set([open, unscoped, version, guarded, probe]);
  const times = [...tried]
    .flatMap((one) =>
      (one && one.failure?.status !== undefined) || one?.answer !== undefined ? [one.ms] : [],
    )
    .sort((a, b) => a - b);
  const upper = times[times.length >> 1];
  const lower = times[(times.length - 1) >> 1];
  return upper === undefined || lower === undefined ? undefined : Math.round((lower + upper) / 2);
}

/** Whether the shop answers fast enough to work with. */
export function checkLatency(facts: ConnectionFacts): Verdict {
  const ms = latencyOf(facts);
  if (ms === undefined) return skipped('Nothing was answered.');
  return ms <= SLOW_MS
    ? ok(`The shop answers within ${ms} ms.`)
    : warning(
        `The shop is slow: it takes ${ms} ms to answer.`,
        'Expect timeouts on large reads. Its caches or indexers may be off.',
      );
}
