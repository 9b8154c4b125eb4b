import * as z from 'zod/mini';
import { ConfigError } from '../errors/config-error.js';

type Issue = z.core.$ZodIssue;

function sentence(issue: Issue, where: string, known: readonly string[]): string {
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return `${where} has no option "${issue.keys.join('", "')}"; it has ${known.join(', ')}.`;
  }
  if (name === '') return `${where} needs an object with ${known.join(', ')}.`;
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return missing ? `${where} needs "${name}".` : `${where}: "${name}" ${issue.message}.`;
}

/**
 * Checks options against their schema.
 * @throws ConfigError that names every wrong option and what it should be; never the value, which may be secret
 */
export function parseOptions<T>(schema: z.ZodMiniType<T>, value: unknown, where: string): T {
  const result = z.safeParse(schema, value, { reportInput: true });
  if (result.success) return result.data;
  const shape = 'shape' in schema ? Object.keys(schema.shape as object) : [];
  throw new ConfigError(
    result.error.issues.map((issue) => sentence(issue, where, shape)).join(' '),
  );
}

/** Text with something in it. */
export function text(what = 'must be a text that is not empty'): z.ZodMiniString {
  return z.string({ error: what }).check(z.trim(), z.minLength(1, what));
}
