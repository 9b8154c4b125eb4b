import { systemClock } from '../clock.js';
import { BudgetClosedError } from '../errors/budget-closed-error.js';
import { InputError } from '../errors/input-error.js';
import { QueueFullError } from '../errors/queue-full-error.js';
import { createAdmission, type Wish } from './admission.js';
import { createEmitter } from './events.js';
import { explain } from './explain.js';
import { RULES } from './level/level-rules.js';
import { createLevelControl } from './level-control.js';
import { createNesting } from './nesting.js';
import { type BudgetOptions, positiveInteger, trueOrFalse } from './options.js';
import type { AcquireOptions, BudgetSnapshot, ConcurrencyBudget, Lane, Permit } from './types.js';
import { createWaitTimes } from './wait-times.js';

const DEAREST = 1_000;
const NEUTRAL = { kind: 'neutral' } as const;

/**
 * Makes a budget for this process. Give it to as many clients as you like; each gets a lane of its own.
 * @throws ConfigError that names the wrong option
 */
export function createBudget(options: BudgetOptions = {}): ConcurrencyBudget {
  const { clock = systemClock, random = Math.random } = options;
  const queueLimit = positiveInteger(options.queueLimit ?? 10_000, 'queueLimit');
  const longestPauseMs = positiveInteger(options.longestPauseMs ?? 120_000, 'longestPauseMs');
  const emitter = createEmitter();
  const control = createLevelControl({
    target: positiveInteger(options.target ?? 10, 'target'),
    autoRecover: trueOrFalse(options.autoRecover ?? true, 'autoRecover'),
    latencyGuard: trueOrFalse(options.latencyGuard ?? false, 'latencyGuard'),
    longestPauseMs,
    clock,
    random,
    onChange: (change) => emitter.emit('level', change),
  });
  const admission = createAdmission({
    clock,
    random,
    // A permit dearer than the level would wait for ever, so it may go when nothing else is in flight.
    fits: (cost) => inFlight + cost <= control.level || inFlight === 0,
    onPause: (change) => emitter.emit('pause', change),
    onResume: (change) => emitter.emit('resume', change),
  });
  const held = new WeakSet<Permit>();
  const nesting = createNesting((permit) => held.has(permit));
  const waits = createWaitTimes();
  const sharedLane: Lane = { name: 'shared', weight: 1 };
  let inFlight = 0;
  let throttled = 0;
  let retried = 0;
  let lastTrafficAt = clock.now();
  let closed = false;

  function createPermit({ cost, scope, latencyClass = '' }: Wish): Permit {
    if (inFlight === 0 && clock.now() - lastTrafficAt >= RULES.idleMs) control.wake();
    inFlight += cost;
    lastTrafficAt = clock.now();
    const start = control.start(inFlight, latencyClass);
    const permit: Permit = {
      level: control.level,
      settle(outcome) {
        if (!held.delete(permit)) return;
        inFlight -= cost;
        lastTrafficAt = clock.now();
        if (outcome.kind === 'throttled') {
          throttled += 1;
          emitter.emit('throttle', outcome);
        }
        if (outcome.kind === 'throttled' && outcome.scope !== undefined) {
          // Says nothing about the rest of the store.
          control.finish(start, NEUTRAL);
          if (control.state.autoRecover) admission.throttled(outcome.scope, capped(outcome));
        } else {
          control.finish(start, outcome);
          const asked = outcome.kind === 'throttled' && outcome.retryAfterMs !== undefined;
          admission.pause(control.state.pausedUntil, asked ? 'Retry-After' : 'throttled');
        }
        if (outcome.kind === 'ok' && scope !== undefined) admission.succeeded(scope);
        admission.pump();
      },
      [Symbol.dispose]: () => permit.settle(NEUTRAL),
    };
    held.add(permit);
    return permit;
  }

  const capped = ({ retryAfterMs }: { readonly retryAfterMs?: number }) =>
    retryAfterMs === undefined ? undefined : Math.min(retryAfterMs, longestPauseMs);

  async function acquire(options: AcquireOptions = {}): Promise<Permit> {
    const { signal, cost = 1, lane = sharedLane, atHead = false } = options;
    signal?.throwIfAborted();
    nesting.check();
    if (closed) throw new BudgetClosedError('The budget is closed.');
    if (!Number.isSafeInteger(cost) || cost < 1 || cost > DEAREST) {
      throw new InputError(`cost must be a whole number from 1 to ${DEAREST}, not ${cost}.`);
    }
    const wish = { ...options, cost, lane };
    if (atHead) retried += 1;
    if (admission.mayGo(wish)) {
      waits.add(0);
      return createPermit(wish);
    }
    if (admission.size >= queueLimit) {
      emitter.emit('queueFull', { queued: admission.size });
      throw new QueueFullError(`${queueLimit} calls wait already; let some finish first.`);
    }
    const asked = clock.now();
    const permit = await new Promise<Permit>((resolve, reject) => {
      const grant = () => {
        waits.add(clock.now() - asked);
        resolve(createPermit(wish));
      };
      admission.wait(wish, grant, reject);
    });
    if (!signal?.aborted) return permit;
    // The grant and the abort have crossed.
    permit.settle(NEUTRAL);
    throw signal.reason;
  }

  function snapshot(): BudgetSnapshot {
    const { target, autoRecover, ceiling, decreases, probesConfirmed, probesFailed } =
      control.state;
    return {
      target,
      autoRecover,
      level: control.level,
      ceiling,
      latencyLevel: control.guardLevel,
      inFlight,
      queued: admission.queued(),
      pausedUntil: admission.pausedUntil,
      throttled,
      retried,
      decreases,
      probes: { confirmed: probesConfirmed, failed: probesFailed },
      waits: waits.read(),
      lastChange: control.lastChange,
    };
  }

  return {
    acquire,
    async run(task, options) {
      const permit = await acquire(options);
      try {
        const result = await nesting.run(permit, () => task(permit));
        permit.settle({ kind: 'ok' });
        return result;
      } finally {
        permit.settle(NEUTRAL);
      }
    },
    lane: ({ name, weight = 1 }) => ({ name, weight: positiveInteger(weight, 'lane weight') }),
    configure({ target, autoRecover }) {
      control.configure({
        ...(target === undefined ? {} : { target: positiveInteger(target, 'target') }),
        ...(autoRecover === undefined
          ? {}
          : { autoRecover: trueOrFalse(autoRecover, 'autoRecover') }),
      });
      if (!control.state.autoRecover) admission.resume();
      admission.pump();
    },
    snapshot,
    explain: () => explain(snapshot(), clock.now()),
    on: emitter.on,
    async close() {
      closed = true;
      admission.failAll(() => new BudgetClosedError('The budget was closed.'));
    },
  };
}
