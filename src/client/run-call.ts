import type { AuthContext } from '../auth/authenticator.js';
import { DeadlineError } from '../errors/deadline-error.js';
import type { RequestLine } from '../errors/magento-error.js';
import type { Attemptable } from '../http/attempt.js';
import type { CallState } from '../http/call-state.js';
import { exchange } from '../http/exchange.js';
import { createLifetime } from '../http/lifetime.js';
import { parseAnswer } from '../http/parse-answer.js';
import type { PreparedRequest } from '../http/prepare.js';
import { send } from '../http/send.js';
import type { Transport } from '../http/transport.js';
import { defaultScope } from './scope.js';
import type { CallOptions, WithResponse } from './types.js';

/** What a client in one store scope knows. */
export interface ScopedSettings {
  readonly transport: Transport;
  /** The REST root. */
  readonly root: string;
  readonly store: string | undefined;
  readonly scopeIn: 'path' | 'header';
  readonly deadlineMs: number | undefined;
}

const scoped = (root: string, store: string | undefined) => (store ? `${root}/${store}` : root);

/** What the authenticator of a call may use. */
export function createAuthContext(
  { transport, root, store }: ScopedSettings,
  signal: AbortSignal,
): AuthContext {
  return {
    signal,
    clock: transport.clock,
    serverNow: transport.serverTime.now,
    root,
    store,
    // Not bound to the signal: one login serves many calls, and outlives the one that started it.
    send: (request) => {
      const headers = { ...transport.headers, ...request.headers };
      const line = { method: request.method, path: new URL(request.url).pathname };
      return exchange(transport, { ...request, headers, line }, undefined);
    },
  };
}

function createState(
  { transport, deadlineMs }: ScopedSettings,
  options: CallOptions,
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
    stage: 'queue',
    attempts: 0,
    sent: false,
    renewed: false,
    credentials: {},
    throttledFailures: 0,
    softFailures: 0,
    backOffMs: 0,
  };
  return { state, end: lifetime.end };
}

function createAttemptable(
  { transport, root, store, scopeIn }: ScopedSettings,
  request: PreparedRequest,
  options: CallOptions,
): Attemptable {
  const { method, body, query, repeat } = request;
  const scope = options.store ?? store ?? defaultScope(request, transport.auth.caller);
  const base = scopeIn === 'path' ? scoped(root, scope) : root;
  const url = base + request.path;
  return {
    method,
    url: query ? `${url}?${query}` : url,
    body,
    repeat,
    headers: {
      ...transport.headers,
      ...options.headers,
      ...(scopeIn === 'header' && scope ? { store: scope } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    line: { method, path: base.slice(base.indexOf('/', 'https://'.length)) + request.shownPath },
  };
}

/** One call from a prepared request to its typed answer. */
export async function runCall(
  settings: ScopedSettings,
  request: PreparedRequest,
  options: CallOptions,
): Promise<WithResponse<unknown>> {
  const { clock } = settings.transport;
  const started = clock.now();
  const attemptable = createAttemptable(settings, request, options);
  const { line } = attemptable;
  const { state, end } = createState(settings, options, line);
  try {
    const context = createAuthContext(settings, state.signal);
    const answer = await send(settings.transport, attemptable, context, state);
    const data = await parseAnswer(answer, request.result, options.validate, line);
    const { status, headers } = answer;
    const durationMs = clock.now() - started;
    return { data, response: { status, headers, durationMs, attempts: state.attempts } };
  } finally {
    end();
  }
}
