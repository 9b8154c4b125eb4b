import { DeadlineError } from '../errors/deadline-error.js';
import { seenCaller } from './checks/caller.js';
import { latencyOf } from './checks/latency.js';
import { productOf } from './checks/version.js';
import type { ConnectionFacts } from './facts.js';
import { findingsOf } from './findings.js';
import type { ConnectionPort } from './port.js';
import type { ConnectionReport, TestConnectionOptions } from './report.js';
import { runCalls } from './run-calls.js';

export { atMostOneLogin } from './one-login.js';

const DEADLINE_MS = 15_000;

/** What the facts of a test amount to. */
export function reportOf(facts: ConnectionFacts): ConnectionReport {
  const findings = findingsOf(facts);
  return {
    ok: findings.every(({ status }) => status !== 'failed'),
    findings,
    baseUrl: facts.root,
    caller: seenCaller(facts),
    ...productOf(facts),
    clockSkewMs: facts.skewMs,
    latencyMs: latencyOf(facts),
  };
}

/**
 * Tries whether a connection works: six requests at most, none of which changes anything, and one login
 * at most. What does not work becomes a finding.
 * @throws only the reason of the caller's own signal
 */
export async function testConnection(
  port: ConnectionPort,
  options: TestConnectionOptions = {},
): Promise<ConnectionReport> {
  const { signal, deadlineMs = DEADLINE_MS, probe } = options;
  signal?.throwIfAborted();
  const timer = new AbortController();
  const cancel = port.clock.after(deadlineMs > 0 ? deadlineMs : DEADLINE_MS, () =>
    timer.abort(new DeadlineError('The test took too long.', { stage: 'attempt' })),
  );
  try {
    const end = signal ? AbortSignal.any([signal, timer.signal]) : timer.signal;
    const facts = await runCalls(port, probe, end);
    signal?.throwIfAborted();
    return reportOf({ ...facts, skewMs: port.skewMs() });
  } finally {
    cancel();
  }
}
