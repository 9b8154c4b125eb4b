import { parseArgs } from 'node:util';
import { closest } from './closest.js';
import type { OptionSpecs } from './options.js';
import { UsageError } from './usage-error.js';

/** One option as it was given. */
export type Given = boolean | string | readonly string[];

/** A command line, taken apart and checked. */
export interface Parsed {
  readonly values: Readonly<Record<string, Given>>;
  readonly positionals: readonly string[];
}

/** Letters of short options in one word; Node takes time by the square of them. */
const LONGEST_GROUP = 100;

const SECRET = /token|password|passwd|secret|credential|username/i;

function unknown(rawName: string, specs: OptionSpecs): UsageError {
  const name = rawName.replace(/^-+/, '');
  const like = closest(name, Object.keys(specs));
  if (like) return new UsageError(`There is no option ${rawName}.`, `Did you mean --${like}?`);
  if (SECRET.test(name)) {
    return new UsageError(
      `There is no option ${rawName}: others on this machine can read command lines.`,
      'Put credentials into the environment or a .env file; see magekit help credentials.',
    );
  }
  return new UsageError(`There is no option ${rawName}.`, 'Add --help for those there are.');
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function checkedValue({ name, rawName, value, inlineValue }: OptionToken, specs: OptionSpecs) {
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (!spec) throw unknown(rawName, specs);
  if (spec.type === 'boolean') {
    if (value === undefined) return true;
    throw new UsageError(`${rawName} takes no value.`, `Write ${rawName} alone, or leave it out.`);
  }
  if (value === undefined) {
    throw new UsageError(
      `${rawName} needs a value.`,
      `Write ${rawName} <${spec.takes ?? 'text'}>.`,
    );
  }
  if (!inlineValue && /^-./.test(value)) {
    throw new UsageError(
      `${rawName} needs a value, and ${value} looks like another option.`,
      `If it is the value, write ${rawName}=${value}.`,
    );
  }
  return value;
}

/**
 * Takes a command line apart. Options and positionals may come in any order; `--` ends the options.
 * @throws UsageError for an unknown option, with the one most like it; for a value that is missing or too
 * much; and for an option that is there twice but counts once
 */
export function parse(argv: readonly string[], specs: OptionSpecs): Parsed {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { type, short, multiple = false }]) => [
      name,
      { type, multiple, ...(short && { short }) },
    ]),
  );
  const endless = argv.find((word) => /^-[^-]/.test(word) && word.length > LONGEST_GROUP);
  if (endless) throw new UsageError(`There is no option ${endless.slice(0, 20)}….`);
  // Checked below, where messages can say what to write instead.
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, Given> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName } = token;
    const value = checkedValue(token, specs);
    const known = Object.hasOwn(values, name) ? values[name] : undefined;
    if (specs[name]?.multiple && typeof value === 'string') {
      values[name] = Array.isArray(known) ? [...known, value] : [value];
    } else if (known === undefined) {
      values[name] = value;
    } else {
      throw new UsageError(`${rawName} is there twice, and counts once.`, 'Leave one out.');
    }
  }
  return { values, positionals };
}
