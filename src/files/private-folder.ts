import { mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError } from '../errors/config-error.js';
import { othersMayWrite } from './private-file.js';

/**
 * The full path of a folder for secrets. It is made, for its owner alone (mode 0700), when missing.
 * @param owner the function whose option `directory` this is, for messages
 * @throws ConfigError when the folder cannot be made, or when others may write to it
 */
export function privateFolder(owner: string, directory: unknown): string {
  if (typeof directory !== 'string' || directory.trim() === '') {
    throw new ConfigError(`${owner}: "directory" must be the path of a folder.`);
  }
  const folder = resolve(directory);
  let mode: number;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    ({ mode } = statSync(folder));
  } catch (cause) {
    throw new ConfigError(`${owner}: the folder "${folder}" cannot be made.`, { cause });
  }
  if (othersMayWrite(mode)) {
    throw new ConfigError(
      `${owner}: others may write to the folder "${folder}", and could change what is kept there. Take a folder in it, or "chmod go-w" it.`,
    );
  }
  return folder;
}
