import { ConfigError } from '../errors/config-error.js';

/** What one option must be. */
export interface OptionCheck {
  /** Goes on behind the name of the option, as in `must be a URL`; undefined when the value will do. */
  readonly problem: (value: unknown) => string | undefined;
  /** Whether the option may be left out. Default false. */
  readonly isOptional?: boolean;
}

/** The options of one function, by name. There are no others. */
export type OptionChecks = Readonly<Record<string, OptionCheck>>;

/** One option: a value that passes a test, and what it must be otherwise. */
export function must(be: string, test: (value: unknown) => boolean): OptionCheck {
  return { problem: (value) => (test(value) ? undefined : `must be ${be}`) };
}

/** A text with something in it. Nothing of it is changed, as it may be a password. */
export function mustBeText(be = 'a text that is not empty'): OptionCheck {
  return must(be, (value) => typeof value === 'string' && value.trim() !== '');
}

/** A text that matches a pattern. */
export function mustMatch(pattern: RegExp, be: string): OptionCheck {
  return must(be, (value) => typeof value === 'string' && pattern.test(value));
}

/** An option that may be left out. */
export function optional({ problem }: OptionCheck): OptionCheck {
  return {
    problem: (value) => (value === undefined ? undefined : problem(value)),
    isOptional: true,
  };
}

function sentence(name: string, { problem }: OptionCheck, value: unknown, where: string): string[] {
  const wrong = problem(value);
  if (wrong === undefined) return [];
  return [
    value === undefined
      ? `${where} needs "${name}", which ${wrong}.`
      : `${where}: "${name}" ${wrong}.`,
  ];
}

/**
 * Checks options. Written here instead of taken from zod, which was a fifth of what the smallest program
 * loads (docs/decisions/0004).
 * @throws ConfigError that names every wrong option and what it should be; never the value, which may be secret
 */
export function parseOptions<T>(checks: OptionChecks, value: unknown, where: string): T {
  const known = Object.keys(checks).join(', ');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConfigError(`${where} needs an object with ${known}.`);
  }
  const options = value as Readonly<Record<string, unknown>>;
  const problems = Object.entries(checks).flatMap(([name, check]) =>
    sentence(name, check, options[name], where),
  );
  const unknown = Object.keys(options).filter((name) => !Object.hasOwn(checks, name));
  if (unknown.length > 0) {
    problems.push(`${where} has no option "${unknown.join('", "')}"; it has ${known}.`);
  }
  if (problems.length > 0) throw new ConfigError(problems.join(' '));
  return { ...options } as T;
}
