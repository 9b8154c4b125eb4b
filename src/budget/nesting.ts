import { NestedAcquireError } from '../errors/nested-acquire-error.js';
import type { Permit } from './types.js';

/** The part of `AsyncLocalStorage` that is used here. */
interface Context<T> {
  run<R>(value: T, task: () => R): R;
  getStore(): T | undefined;
}

interface Platform {
  readonly process?: {
    getBuiltinModule?(name: string): { readonly AsyncLocalStorage: new () => Context<Permit> };
  };
}

/**
 * Refuses to wait for a permit under a permit of the same budget, which would hang once all permits are
 * held by code that waits for another one. Node, Deno and Bun can follow code through its waits;
 * elsewhere nothing is noticed.
 */
export interface Nesting {
  /** Runs a task that holds the permit. */
  run<T>(permit: Permit, task: () => Promise<T>): Promise<T>;
  /** @throws NestedAcquireError when the caller runs in a task whose permit is still held */
  check(): void;
}

/** `isHeld` tells whether a permit has not been given back yet. */
export function createNesting(isHeld: (permit: Permit) => boolean): Nesting {
  const { process } = globalThis as Platform;
  const hooks = process?.getBuiltinModule?.('async_hooks');
  const context = hooks && new hooks.AsyncLocalStorage();
  return {
    run: (permit, task) => (context ? context.run(permit, task) : task()),
    check() {
      const permit = context?.getStore();
      if (!permit || !isHeld(permit)) return;
      throw new NestedAcquireError('This code holds a permit of the same budget already.', {
        hint: 'Give the inner call the permit you have ({ permit }) or a budget of its own, or settle the permit first. With all permits held like this, everybody would wait for ever.',
      });
    },
  };
}
