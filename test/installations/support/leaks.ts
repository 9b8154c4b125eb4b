import { inspect } from 'node:util';
import { expect } from 'vitest';
import type { HandshakeFailure, InstallationStore } from '../../../src/installations/index.js';
import type { Sandbox } from '../../../src/sandbox/index.js';

/** What must never show: every text of 32 characters that Magento or the app keeps to itself. */
export interface Secrets {
  add(...secrets: readonly string[]): void;
  /** Nothing of it is in a text. */
  expectNoneIn(...texts: readonly string[]): void;
}

export function createSecrets(): Secrets {
  const all = new Set<string>();
  return {
    add: (...secrets) => {
      for (const secret of secrets) if (secret !== '') all.add(secret);
    },
    expectNoneIn(...texts) {
      const shown = [...all].filter((secret) => texts.some((text) => text.includes(secret)));
      expect(shown).toEqual([]);
    },
  };
}

/** Everything an error shows to whoever logs it. */
export const everythingOf = ({ error }: HandshakeFailure): string =>
  [inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), error.stack].join('\n');

/** Reads and watches a store: every text that was ever written to it. */
export function watched(
  store: InstallationStore,
): InstallationStore & { readonly written: string[] } {
  const written: string[] = [];
  return {
    ...store,
    written,
    swap(change) {
      written.push(change.id, change.to ?? '');
      return store.swap(change);
    },
  };
}

export type { Sandbox };
