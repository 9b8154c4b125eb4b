import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Io } from '../io.js';
import type { Given } from '../parse.js';
import { UsageError } from '../usage-error.js';
import { convert } from './convert.js';
import { followPath } from './member-path.js';
import { place } from './place.js';
import type { OperationInfo, OperationTable } from './table.js';

async function textOf(file: string, { stdin, folder }: Io): Promise<string> {
  if (file !== '-') return readFile(resolve(folder, file), 'utf8');
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Reads `--body`: a file of JSON, or `-` for standard input.
 * @throws UsageError when it cannot be read, or is no JSON
 */
export async function readBody(file: string, io: Io): Promise<unknown> {
  let text: string;
  try {
    text = await textOf(file, io);
  } catch (error) {
    throw new UsageError(`The body "${file}" cannot be read: ${(error as Error).message}.`);
  }
  try {
    // A byte order mark is what some editors put before everything.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(
      `The body ${file === '-' ? 'on standard input' : `"${file}"`} is no JSON: ${(error as Error).message}.`,
    );
  }
}

/**
 * The input of an operation: the body's members, and over them the options.
 * @throws UsageError when a member is missing, or of another kind than its option's value
 */
export function inputOf(
  operation: OperationInfo,
  table: OperationTable,
  options: Readonly<Record<string, Given>>,
  body: unknown = {},
): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    const names = operation.members.map(({ name }) => name).join(', ');
    throw new UsageError(`The body of ${operation.name} is an object with ${names}.`);
  }
  const input: Record<string, unknown> = { ...body };
  for (const [option, given] of Object.entries(options)) {
    const { steps, type } = followPath(option, operation, table);
    place(input, steps, convert(option, given, type), option);
  }
  const missing = operation.members.filter(
    ({ name, required }) => required && input[name] === undefined,
  );
  if (missing.length > 0) {
    throw new UsageError(
      `${operation.name} needs ${missing.map(({ name }) => `--${name}`).join(', ')}.`,
      `magekit call ${operation.name} --help shows what it takes.`,
    );
  }
  return input;
}
