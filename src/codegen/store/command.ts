import type { Client } from '../../client/types.js';
import type { CodegenWarning } from '../warning.js';
import type { GenerateModulesOptions } from './types.js';

/** What `magekit generate` was asked to do. */
export interface GenerateCommandOptions extends GenerateModulesOptions {
  readonly client: Client;
  /** Folder to write to, such as `src/magento`. */
  readonly out: string;
  /** Compare only, for CI. Default: false. */
  readonly check?: boolean | undefined;
}

/** Where the command says what it did. */
export interface GenerateCommandOutput {
  /** A line for people. */
  print(line: string): void;
  /** Called for each warning, before the last line. */
  warn(warning: CodegenWarning): void;
}

/** How it ended. `isUpToDate` is false only for a check that found differences. */
export interface GenerateCommandResult {
  readonly isUpToDate: boolean;
}

/** Generates modules from a store and writes them, or compares them with what is there. */
export async function generateCommand(
  _options: GenerateCommandOptions,
  _output: GenerateCommandOutput,
): Promise<GenerateCommandResult> {
  throw new Error('not written yet');
}
