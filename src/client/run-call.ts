import { DeadlineError } from '../errors/deadline-error.js';
import type { RequestLine } from '../errors/magento-error.js';
import type { CallRequest, CallState } from '../http/call-run.js';
import { latencyClass } from '../http/latency-class.js';
import { createLifetime } from '../http/lifetime.js';
import { parseAnswer } from '../http/parse-answer.js';
import type { PreparedRequest } from '../http/prepare.js';
import { send } from '../http/send.js';
import type { Watch } from '../http/watch.js';
import { createAuthContext, type LoginPlace } from './auth-context.js';
import { lowerCased } from './lower-cased.js';
import { defaultScope } from './scope.js';
import type { CallOptions, WithResponse } from './types.js';

/** What a client in one store scope knows. */
export interface ScopedSettings extends LoginPlace {
  readonly scopeIn: 'path' | 'header';
  readonly deadlineMs: number | undefined;
}

const scoped = (root: string, store: string | undefined) => (store ? `${root}/${store}` : root);

function createState(
  { transport, deadlineMs }: ScopedSettings,
  options: CallOptions<unknown>,
  line: RequestLine,
): { readonly state: CallState; readonly end: () => void } {
  const ms = options.deadlineMs ?? deadlineMs;
  const lifetime = createLifetime({
    parent: options.signal,
    ms,
    clock: transport.clock,
    onTimeout: () =>
      new DeadlineError(`The call took longer than its deadline of ${ms} ms (in ${state.stage}).`, {
        stage: state.stage,
        request: line,
      }),
  });
  const state: CallState = {
    signal: lifetime.signal,
    deadline: ms === undefined ? undefined : transport.clock.now() + ms,
    lentPermit: options.permit,
    priority: options.priority,
    stage: 'queue',
    attempts: 0,
    sentAt: undefined,
    endedAt: undefined,
    status: undefined,
    again: false,
    renewed: false,
    credentials: {},
    verdict: undefined,
    throttledFailures: 0,
    softFailures: 0,
    backOffMs: 0,
  };
  return { state, end: lifetime.end };
}

function createRequest(
  { transport, root, scopeIn }: ScopedSettings,
  prepared: PreparedRequest,
  options: CallOptions<unknown>,
  scope: string | undefined,
): CallRequest {
  const { method, body, query, repeat } = prepared;
  const base = scopeIn === 'path' ? scoped(root, scope) : root;
  const url = base + prepared.path;
  return {
    method,
    url: query ? `${url}?${query}` : url,
    body,
    repeat,
    headers: {
      ...transport.headers,
      ...(options.headers ? lowerCased(options.headers) : {}),
      ...(scopeIn === 'header' && scope ? { store: scope } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    line: { method, path: base.slice(base.indexOf('/', 'https://'.length)) + prepared.shownPath },
    latencyClass: latencyClass(prepared),
  };
}

/** One call from a prepared request to its typed answer. */
export async function runCall(
  settings: ScopedSettings,
  prepared: PreparedRequest,
  options: CallOptions<unknown>,
): Promise<WithResponse<unknown>> {
  const { transport, store } = settings;
  const { clock, observe } = transport;
  const startedAt = clock.now();
  const scope = options.store ?? store ?? defaultScope(prepared, transport.auth.caller);
  const request = createRequest(settings, prepared, options, scope);
  const { line } = request;
  const { state, end } = createState(settings, options, line);
  const context = createAuthContext(settings, state.signal);

  async function answered(watch: Watch | undefined): Promise<WithResponse<unknown>> {
    const answer = await send({ transport, request, context, state, watch });
    const data = await parseAnswer(answer, prepared, options.validate, line);
    const { status, headers } = answer;
    const durationMs = clock.now() - startedAt;
    return { data, response: { status, headers, durationMs, attempts: state.attempts } };
  }

  try {
    if (!observe) return await answered(undefined);
    // Loaded when wanted: most clients are not observed.
    const { watchCall } = await import('../http/watch.js');
    const { root } = settings;
    const watch = watchCall({ observe, transport, state, prepared, root, scope, startedAt });
    return await watch.call(() => answered(watch));
  } finally {
    end();
  }
}
