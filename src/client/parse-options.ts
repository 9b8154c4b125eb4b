import * as z from 'zod/mini';
import { ConfigError } from '../errors/config-error.js';

type Issue = z.core.$ZodIssue;

const isMissing = (value: unknown, path: Issue['path']) =>
  path.reduce((part: unknown, key) => (part as Record<PropertyKey, unknown>)?.[key], value) ===
  undefined;

function sentence(issue: Issue, value: unknown, where: string, known: readonly string[]): string {
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return `${where} has no option "${issue.keys.join('", "')}"; it has ${known.join(', ')}.`;
  }
  if (name === '') return `${where} needs an object with ${known.join(', ')}.`;
  return isMissing(value, issue.path)
    ? `${where} needs "${name}", which ${issue.message}.`
    : `${where}: "${name}" ${issue.message}.`;
}

/**
 * Checks options against their schema.
 * @throws ConfigError that names every wrong option and what it should be; never the value, which may be secret
 */
export function parseOptions<T>(schema: z.ZodMiniType<T>, value: unknown, where: string): T {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const known = 'shape' in schema ? Object.keys(schema.shape as object) : [];
  const faults = new Map(
    result.error.issues.map((issue) => [
      issue.path.join('.'),
      sentence(issue, value, where, known),
    ]),
  );
  throw new ConfigError([...faults.values()].join(' '));
}

/** A password or other secret: not empty, and not a character of it changed. */
export function secretText(): z.ZodMiniString {
  const what = 'must be a text that is not empty';
  return z.string({ error: what }).check(z.minLength(1, what));
}

/** Text with something in it. */
export function text(what = 'must be a text that is not empty'): z.ZodMiniString {
  return z.string({ error: what }).check(z.trim(), z.minLength(1, what));
}
