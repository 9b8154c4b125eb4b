import type { Writable } from 'node:stream';

/** Where text goes: a terminal, a pipe or a file. */
export interface Output extends Writable {
  /** True for a terminal. */
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal in characters. */
  readonly columns?: number | undefined;
}

/** All that a command knows of the world around it. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly folder: string;
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean };
  /** For results, and nothing else. */
  readonly stdout: Output;
  /** For everything people are told. */
  readonly stderr: Output;
  /** Aborted by Ctrl-C, with an {@link Interrupted} as its reason. */
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}
