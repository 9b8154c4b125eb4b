import { ConfigError } from '../../../errors/config-error.js';
import { readText } from '../../../files/private-file.js';

/** What a file holds. */
export interface FileRecord {
  readonly text: string;
  /** In milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** `magekit:1:<expiresAt>:<length of the text>:<text>`; the length tells when something has been cut off. */
const FORM = /^magekit:1:(\d+(?:\.\d+)?|Infinity):(\d+):([\s\S]*)$/;

/** The content of the file for a record. */
export function writeRecord({ text, expiresAt }: FileRecord): string {
  return `magekit:1:${expiresAt}:${text.length}:${text}`;
}

/**
 * Reads the file of a record, or answers undefined when there is none.
 * @throws ConfigError when others may write to the file, or when it holds anything else
 */
export async function readRecord(path: string): Promise<FileRecord | undefined> {
  const found = await readText(path);
  if (found === undefined) return undefined;
  if (found.doubtful) {
    throw new ConfigError(`fileInstallationStore: others may write to "${path}".`, {
      hint: 'Make sure that nobody changed it, then "chmod 600" it.',
    });
  }
  const [, expiresAt, length, text = ''] = FORM.exec(found.text) ?? [];
  if (Number(length) !== text.length) {
    throw new ConfigError(`fileInstallationStore: "${path}" holds no record of this version.`, {
      hint: 'Restore it from a backup, or delete it and have the merchant activate the app again.',
    });
  }
  return { text, expiresAt: Number(expiresAt) };
}
