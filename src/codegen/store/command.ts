import type { Client } from '../../client/types.js';
import type { CodegenWarning } from '../warning.js';
import { checkModules, writeModules } from './disk.js';
import { generateModules } from './generate-modules.js';
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
  /** Called for each warning, before the lines. */
  warn(warning: CodegenWarning): void;
}

/** How it ended. `isUpToDate` is false only for a check that found differences. */
export interface GenerateCommandResult {
  readonly isUpToDate: boolean;
  /** Missing or with another text: written now, or to be written. Names below the folder. */
  readonly differing: readonly string[];
  /** Generated once and no more: removed now, or to be removed. */
  readonly stale: readonly string[];
}

/**
 * Generates modules from a store and writes them, or compares them with what is there.
 * @throws InputError if a file that was not generated is in the way
 * @throws MagentoError if not even a part of the schema can be read
 */
export async function generateCommand(
  { client, out, check = false, ...options }: GenerateCommandOptions,
  { print, warn }: GenerateCommandOutput,
): Promise<GenerateCommandResult> {
  const { files, warnings, manifest } = await generateModules(client, options);
  for (const warning of warnings) warn(warning);
  if (!check) {
    const { written, removed, unchanged } = await writeModules(out, files);
    const { operations, added } = manifest;
    print(`${operations.length} operations and ${added.length} added members in ${out}`);
    print(`${written.length} files written, ${removed.length} removed, ${unchanged} unchanged`);
    return { isUpToDate: true, differing: written, stale: removed };
  }
  const { differing, stale } = await checkModules(out, files);
  for (const name of differing) print(`differs: ${name}`);
  for (const name of stale) print(`stale: ${name}`);
  const isUpToDate = differing.length + stale.length === 0;
  print(isUpToDate ? `${out} is up to date` : `${out} is not what the store's schema gives now`);
  return { isUpToDate, differing, stale };
}
