import type { Permit } from '../budget/types.js';
import { isWorthAnother } from './another-attempt.js';
import type { CallRun } from './call-run.js';
import { type AttemptResult, limitScope, type Verdict } from './classify.js';
import { type Answer, exchange } from './exchange.js';

async function sendSigned({ transport, request, context, state }: CallRun): Promise<Answer> {
  const { auth } = transport;
  const { method, url } = request;
  state.stage = 'login';
  state.credentials = await auth.authenticate({ method, url }, context);
  state.signal.throwIfAborted();
  state.stage = 'attempt';
  state.sentAt = transport.clock.now();
  const headers = { ...request.headers, ...state.credentials };
  return exchange(transport, { ...request, headers, cookies: auth.cookies }, state.signal);
}

function verdictOn({ transport, request }: CallRun, result: AttemptResult): Verdict {
  const { line, repeat } = request;
  return transport.classify(result, { ...line, repeat }, transport.clock.now());
}

async function settled(run: CallRun, permit: Permit): Promise<Answer> {
  const { transport, state } = run;
  const settle = (verdict: Verdict) => {
    state.verdict = verdict;
    state.endedAt = transport.clock.now();
    if (verdict.outcome.kind === 'ok') transport.retryBudget.succeeded();
    if (permit !== state.lentPermit) permit.settle(verdict.outcome);
  };
  let answer: Answer;
  try {
    answer = await sendSigned(run);
  } catch (error) {
    settle(verdictOn(run, { error, sent: state.sentAt !== undefined }));
    throw error;
  }
  state.status = answer.status;
  // Before the error is made, so that a pause holds back everybody from here on.
  settle(verdictOn(run, answer));
  if (answer.status >= 200 && answer.status < 300) return answer;
  // Loaded with the first of them; most programs start without any.
  const { errorOfAnswer } = await import('./answer-error.js');
  throw await errorOfAnswer(run, answer);
}

async function underPermit(run: CallRun, permit: Permit): Promise<Answer> {
  const { state } = run;
  state.attempts += 1;
  state.sentAt = undefined;
  state.endedAt = undefined;
  state.status = undefined;
  state.again = false;
  state.verdict = undefined;
  try {
    return await settled(run, permit);
  } catch (error) {
    state.again = isWorthAnother(run, error);
    throw error;
  }
}

function watched(run: CallRun, permit: Permit, waitedMs: number): Promise<Answer> {
  const work = () => underPermit(run, permit);
  return run.watch ? run.watch.attempt(waitedMs, work) : work();
}

/**
 * One attempt: a permit, credentials, the request, its whole answer. The permit covers exactly this, so
 * that it is free while the call backs off.
 * @throws a MagentoError, or the reason of the call's signal
 */
export async function attempt(run: CallRun): Promise<Answer> {
  const { transport, request, state } = run;
  if (state.lentPermit) return watched(run, state.lentPermit, 0);
  state.stage = 'queue';
  const last = state.verdict?.outcome;
  const { clock, budget } = transport;
  const askedAt = clock.now();
  return budget.run((permit) => watched(run, permit, clock.now() - askedAt), {
    signal: state.signal,
    lane: transport.lane,
    priority: state.priority,
    atHead: state.attempts > 0,
    deadline: state.deadline,
    scope: last?.kind === 'throttled' ? last.scope : limitScope(request.line),
    latencyClass: request.latencyClass,
  });
}
