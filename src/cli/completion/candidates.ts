import type { Candidate, Command } from '../command.js';
import { COMMANDS } from '../commands.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import type { OptionSpec } from '../options.js';

const valuesOf = (spec: OptionSpec, head = ''): Candidate[] =>
  (spec.values ?? []).map((value) => ({ value: `${head}${value}` }));

async function optionCandidates(
  command: Command,
  words: readonly string[],
  current: string,
): Promise<readonly Candidate[]> {
  const own = Object.entries(command.options).map(([name, { about }]) => ({
    value: `--${name}`,
    about,
  }));
  const more = (await command.completeOption?.(words, current)) ?? [];
  return [...more, ...own];
}

/** The words that can stand where the last one is. None: the shell offers files. */
async function candidates(argv: readonly string[]): Promise<readonly Candidate[]> {
  // Bash divides at `=`, other shells do not.
  const words = argv.filter((word) => word !== '=');
  const [name = '', ...rest] = words;
  if (rest.length === 0) {
    return Object.entries(COMMANDS).map(([value, { summary }]) => ({ value, about: summary }));
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry) return [];
  const command = await entry.load();
  const before = rest.at(-2) ?? '';
  const isAfterEquals = argv.at(-1) === '=';
  const current = isAfterEquals ? '' : (rest.at(-1) ?? '');
  const option = isAfterEquals ? (rest.at(-1) ?? '') : before;
  const spec = option.startsWith('--') ? command.options[option.slice(2)] : undefined;
  if (spec?.type === 'string') return valuesOf(spec);
  const [, named, equals] = /^(--[^=]+)(=)/.exec(current) ?? [];
  if (named !== undefined && equals) {
    const own = command.options[named.slice(2)];
    return own ? valuesOf(own, `${named}=`) : [];
  }
  if (current.startsWith('-')) return optionCandidates(command, rest.slice(0, -1), current);
  return (await command.complete?.(rest)) ?? [];
}

/** Answers the scripts of `magekit completion`: a line for each word, with what it means behind a tab. */
export async function printCandidates(argv: readonly string[], io: Io): Promise<ExitCode> {
  const begin = argv.at(-1) === '=' ? '' : (argv.at(-1) ?? '');
  // Whatever is wrong with the line so far, the Tab key says nothing.
  const found = await candidates(argv).catch(() => []);
  const lines = found
    .filter(({ value }) => value.startsWith(begin))
    .map(({ value, about = '' }) => `${value}\t${about.replace(/\s+/g, ' ')}\n`);
  io.stdout.write(lines.join(''));
  return EXIT.ok;
}
