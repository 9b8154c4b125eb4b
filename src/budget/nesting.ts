import { NestedAcquireError } from '../errors/nested-acquire-error.js';
import type { Permit } from './types.js';

/** The part of `AsyncLocalStorage` that is used here. */
interface Context<T> {
  run<R>(value: T, task: () => R): R;
  getStore(): T | undefined;
}

interface Platform {
  readonly process?: {
    getBuiltinModule?(name: string): { readonly AsyncLocalStorage: new () => Context<Frame> };
  };
}

/** A task that runs under a permit, inside of those it was called from. */
interface Frame {
  readonly permit: Permit;
  readonly isHeld: () => boolean;
  readonly outer: Frame | undefined;
}

function createContext(): Context<Frame> | undefined {
  const { process } = globalThis as Platform;
  const hooks = process?.getBuiltinModule?.('async_hooks');
  return hooks && new hooks.AsyncLocalStorage();
}

/** One for all budgets: Node 20 pays for each at every promise. What it holds belongs to the running code. */
const context = /* @__PURE__ */ createContext();

/** The task that runs, or the nearest around it, whose permit is not given back yet. */
function innermost(): Frame | undefined {
  let frame = context?.getStore();
  while (frame && !frame.isHeld()) frame = frame.outer;
  return frame;
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

/** `isHeld` tells whether a permit of this budget has not been given back yet. */
export function createNesting(isHeld: (permit: Permit) => boolean): Nesting {
  return {
    run(permit, task) {
      if (!context) return task();
      // Only frames that still hold count: a task may start others that outlive it, and so on for ever.
      const frame = { permit, isHeld: () => isHeld(permit), outer: innermost() };
      return context.run(frame, task);
    },
    check() {
      for (let frame = innermost(); frame; frame = frame.outer) {
        if (!isHeld(frame.permit)) continue;
        throw new NestedAcquireError('This code holds a permit of the same budget already.', {
          hint: 'Give the inner call the permit you have ({ permit }) or a budget of its own, or settle the permit first. With all permits held like this, everybody would wait for ever.',
        });
      }
    },
  };
}
