/** A sandbox for each file of tests: `magekit/sandbox/vitest`. */

import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { SandboxExtension, SandboxOptions, SandboxSnapshot } from '../index.js';
import { createSandbox, type RunningSandbox, type Sandbox, startSandbox } from '../index.js';

/** Options of {@link useSandbox}: those of a sandbox, and what is there before the first test. */
export interface UseSandboxOptions extends SandboxOptions {
  /** Whether it listens on a port of 127.0.0.1; without a socket only its `fetch` answers. Default true. */
  readonly socket?: boolean;
  /** Modules of the shop's own. */
  readonly extensions?: readonly SandboxExtension[];
  /** Run once, before the first test; what it leaves behind is what every test finds. */
  readonly prepare?: (sandbox: Sandbox) => unknown;
}

/** What {@link useSandbox} gives: the sandbox of the file. */
export interface UsedSandbox {
  /** Ready in tests and hooks, not before. */
  readonly sandbox: Sandbox;
}

/**
 * Starts one sandbox for the file or the `describe` it is called in, puts it back before every test, and stops
 * it at the end. Call it outside of tests.
 *
 * @example const { sandbox } = useSandbox({ products: 10 });
 */
export function useSandbox(options: UseSandboxOptions = {}): UsedSandbox {
  const { socket = true, extensions = [], prepare, ...own } = options;
  let current: Sandbox | undefined;
  let running: RunningSandbox | undefined;
  let prepared: SandboxSnapshot | undefined;
  beforeAll(async () => {
    running = socket ? await startSandbox(own) : undefined;
    current = running ?? createSandbox(own);
    for (const extension of extensions) current.extend(extension);
    await prepare?.(current);
    prepared = current.snapshot();
  });
  beforeEach(() => {
    if (prepared !== undefined) current?.restore(prepared);
  });
  afterAll(async () => {
    await running?.close();
  });
  const ready = (): Sandbox => {
    if (current === undefined) {
      throw new Error('The sandbox starts with the first test: use it in tests and hooks.');
    }
    return current;
  };
  // Read at each use, so that it can be taken apart before it has started.
  return { sandbox: new Proxy({} as Sandbox, { get: (_, name) => Reflect.get(ready(), name) }) };
}
