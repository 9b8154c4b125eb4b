import type { ModuleDifferences, WrittenModules } from './types.js';

/**
 * Writes generated modules below a folder, and removes those of an earlier run that are not among them.
 * Files that were not generated are never touched.
 * @throws InputError if one of them is in the way
 */
export async function writeModules(
  _folder: string,
  _files: ReadonlyMap<string, string>,
): Promise<WrittenModules> {
  throw new Error('not written yet');
}

/** Compares a folder with generated modules. Writes nothing. */
export async function checkModules(
  _folder: string,
  _files: ReadonlyMap<string, string>,
): Promise<ModuleDifferences> {
  throw new Error('not written yet');
}
