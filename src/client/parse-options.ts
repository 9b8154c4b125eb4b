import * as z from 'zod/mini';
import { ConfigError } from '../errors/config-error.js';

type Issue = z.core.$ZodIssue;

/** One option: a value that passes a test, and what it must be otherwise. */
export function must<T>(be: string, test: (value: unknown) => boolean): z.ZodMiniCustom<T, T> {
  return z.custom<T>(test, `must be ${be}`);
}

/** A text with something in it. Nothing of it is changed, as it may be a password. */
export function mustBeText(be = 'a text that is not empty'): z.ZodMiniCustom<string, string> {
  return must(be, (value) => typeof value === 'string' && value.trim() !== '');
}

/** A text that matches a pattern. */
export function mustMatch(pattern: RegExp, be: string): z.ZodMiniCustom<string, string> {
  return must(be, (value) => typeof value === 'string' && pattern.test(value));
}

const isMissing = (value: unknown, path: Issue['path']) =>
  path.reduce((part: unknown, key) => (part as Record<PropertyKey, unknown>)?.[key], value) ===
  undefined;

function sentence(issue: Issue, value: unknown, where: string, known: readonly string[]): string {
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return `${where} has no option "${[name, issue.keys.join('", "')].filter(Boolean).join('.')}"; it has ${known.join(', ')}.`;
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
export function parseOptions<T>(schema: z.ZodMiniType, value: unknown, where: string): T {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data as T;
  const known = 'shape' in schema ? Object.keys(schema.shape as object) : [];
  throw new ConfigError(
    result.error.issues.map((issue) => sentence(issue, value, where, known)).join(' '),
  );
}
