import type { AttemptEnd, CallEnd, CallInfo, Observer } from '../client/observer.js';
import { isMagentoError } from '../errors/magento-error.js';
import type { CallState } from './call-run.js';
import type { PreparedRequest } from './prepare.js';
import type { Transport } from './transport.js';

/** Runs the steps of one call inside the functions of its client's observer. */
export interface Watch {
  call<T>(work: () => Promise<T>): Promise<T>;
  attempt<T>(waitedMs: number, work: () => Promise<T>): Promise<T>;
}

/** The call that is watched. */
export interface WatchedCall {
  readonly observe: Observer;
  readonly transport: Pick<Transport, 'clock' | 'lane'>;
  readonly state: CallState;
  readonly prepared: PreparedRequest;
  /** The REST root. */
  readonly root: string;
  /** The store scope of the request. */
  readonly scope: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** How work ended: with an error, or undefined for a result. */
type Failure = { readonly error: unknown } | undefined;

/** Runs work once, with a result of its own whatever the observer does. */
function inside<Info, End, T>(
  observer: ((info: Info, next: () => Promise<End>) => unknown) | undefined,
  info: Info,
  work: () => Promise<T>,
  endOf: (failure: Failure) => End,
): Promise<T> {
  if (!observer) return work();
  let begun: { readonly result: Promise<T>; readonly end: Promise<End> } | undefined;
  function begin() {
    if (begun) return begun;
    const result = work();
    const end = result.then(
      () => endOf(undefined),
      (error: unknown) => endOf({ error }),
    );
    begun = { result, end };
    return begun;
  }
  // Not waited for: the call goes on, and the platform tells of a rejection.
  void (async () => observer(info, () => begin().end))();
  return begin().result;
}

/** The kind of an error in a word of ours; a foreign error may have a secret even in its name. */
function errorCode(failure: Failure, { signal }: CallState): string | undefined {
  if (failure === undefined) return undefined;
  const { error } = failure;
  if (isMagentoError(error)) return error.code;
  return signal.aborted && error === signal.reason ? 'ABORTED' : 'OTHER';
}

function callInfo({ transport, prepared, root, scope }: WatchedCall): CallInfo {
  const { name = 'request', method, template } = prepared;
  const { hostname: host, port, protocol } = new URL(root);
  return {
    name,
    method,
    template,
    host,
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
    store: scope,
    lane: transport.lane.name,
  };
}

/** Makes the watch of one call. Loaded for clients that are observed. */
export function watchCall(call: WatchedCall): Watch {
  const { observe, transport, state, startedAt } = call;
  const { clock } = transport;
  const info = callInfo(call);

  const callEnd = (failure: Failure): CallEnd => ({
    status: state.status,
    errorCode: errorCode(failure, state),
    durationMs: clock.now() - startedAt,
    attempts: state.attempts,
  });

  function attemptEnd(failure: Failure, begunAt: number): AttemptEnd {
    const { sentAt, status, verdict } = state;
    // The error of an answer is made afterwards, which is not the store's time.
    const endedAt = state.endedAt ?? clock.now();
    return {
      status,
      errorCode: errorCode(failure, state),
      loginMs: (sentAt ?? endedAt) - begunAt,
      durationMs: sentAt === undefined ? undefined : endedAt - sentAt,
      outcome: verdict?.outcome ?? { kind: 'neutral' },
      retryInMs: state.again ? state.backOffMs : undefined,
    };
  }

  return {
    call: (work) => inside(observe.call?.bind(observe), info, work, callEnd),
    attempt(waitedMs, work) {
      const begunAt = clock.now();
      const attempt = { call: info, number: state.attempts + 1, waitedMs };
      const endOf = (failure: Failure) => attemptEnd(failure, begunAt);
      return inside(observe.attempt?.bind(observe), attempt, work, endOf);
    },
  };
}
