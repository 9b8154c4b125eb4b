import { systemClock } from '../clock.js';
import { createAdmission, type Wish } from './admission.js';
import { createEntry } from './entry.js';
import { createEmitter } from './events.js';
import { explain } from './explain.js';
import { RULES } from './level/level-rules.js';
import { createLevelControl } from './level-control.js';
import { type BudgetOptions, positiveInteger, trueOrFalse } from './options.js';
import type { BudgetSnapshot, ConcurrencyBudget, Permit } from './types.js';

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
  let inFlight = 0;
  let throttled = 0;
  let lastTrafficAt = clock.now();

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

  const isHeld = (permit: Permit) => held.has(permit);
  const entry = createEntry({ clock, queueLimit, admission, emitter, createPermit, isHeld });

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
      retried: entry.retried,
      decreases,
      probes: { confirmed: probesConfirmed, failed: probesFailed },
      waits: entry.waits,
      lastChange: control.lastChange,
    };
  }

  return {
    acquire: entry.acquire,
    run: entry.run,
    lane: entry.lane,
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
      entry.close();
    },
  };
}
