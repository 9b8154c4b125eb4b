import type { BudgetEvents } from './types.js';

type Listeners = { readonly [E in keyof BudgetEvents]: Set<BudgetEvents[E]> };

/** Who listens to a budget. */
export interface Emitter {
  on<E extends keyof BudgetEvents>(event: E, listener: BudgetEvents[E]): () => void;
  emit<E extends keyof BudgetEvents>(event: E, ...change: Parameters<BudgetEvents[E]>): void;
}

export function createEmitter(): Emitter {
  const listeners: Listeners = {
    level: new Set(),
    pause: new Set(),
    resume: new Set(),
    throttle: new Set(),
    queueFull: new Set(),
    leaseLost: new Set(),
    store: new Set(),
  };
  return {
    on(event, listener) {
      listeners[event].add(listener);
      return () => listeners[event].delete(listener);
    },
    emit(event, ...change) {
      for (const listener of listeners[event]) {
        try {
          (listener as (...change: unknown[]) => void)(...change);
        } catch (error) {
          // A listener that fails is no reason to leave the waiters behind; the platform shall tell of it.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
