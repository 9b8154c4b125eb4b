import type { BudgetEvents } from './types.js';

type Listeners = { [E in keyof BudgetEvents]?: Set<BudgetEvents[E]> };

/** Who listens to a budget. */
export interface Emitter {
  on<E extends keyof BudgetEvents>(event: E, listener: BudgetEvents[E]): () => void;
  emit<E extends keyof BudgetEvents>(event: E, ...change: Parameters<BudgetEvents[E]>): void;
}

export function createEmitter(): Emitter {
  const listeners: Listeners = {};

  function listenersOf<E extends keyof BudgetEvents>(event: E): Set<BudgetEvents[E]> {
    const known: Set<BudgetEvents[E]> = listeners[event] ?? new Set();
    listeners[event] = known as Listeners[E];
    return known;
  }

  return {
    on(event, listener) {
      listenersOf(event).add(listener);
      return () => listenersOf(event).delete(listener);
    },
    emit(event, ...change) {
      for (const listener of listeners[event] ?? []) {
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
