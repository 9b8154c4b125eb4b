import { expect } from 'vitest';
import { UsageError } from '../../../src/cli/usage-error.js';
import { isMagentoError } from '../../../src/errors/index.js';

/** What came of hostile input: a value, or an error of the library's own. Anything else is thrown on. */
export type Outcome<T> = { readonly value: T } | { readonly error: Error };

function typed(error: unknown): { readonly error: Error } {
  const isTyped = isMagentoError(error) || error instanceof UsageError;
  if (!isTyped) throw error;
  return { error: error as Error };
}

/** Runs a function that may refuse its input with a typed error only. */
export function outcomeOf<T>(run: () => T): Outcome<T> {
  try {
    return { value: run() };
  } catch (error) {
    return typed(error);
  }
}

/** The same for a function that takes time. */
export async function eventually<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await run() };
  } catch (error) {
    return typed(error);
  }
}

/** An error that can be logged: its message is bounded, and its parts can be written as JSON. */
export function expectLoggable(error: unknown): void {
  expect(isMagentoError(error)).toBe(true);
  const { message } = error as Error;
  expect(message.length).toBeLessThan(20_000);
  expect(typeof JSON.stringify(error)).toBe('string');
}

/** Milliseconds of work after which a test gives up: far more than linear work takes, far less than squares. */
export const WATCHDOG_MS = 20_000;
