import type { ExitCode } from './exit-codes.js';
import type { Io } from './io.js';
import { COMMON, type OptionSpecs, type Values } from './options.js';
import { type Given, parse } from './parse.js';

/** What a command gets of its command line. */
export interface Arguments<Specs extends OptionSpecs> {
  readonly values: Values<Specs>;
  readonly positionals: readonly string[];
  /** Values of the options that only this command line has. */
  readonly more: Readonly<Record<string, Given>>;
}

/** A word the shell can complete to. */
export interface Candidate {
  readonly value: string;
  readonly about?: string | undefined;
}

/** What one command is. */
export interface CommandSpec<Specs extends OptionSpecs> {
  /** What comes behind its name, one line for each way: `<list> [options]`. */
  readonly usage: readonly string[];
  /** What it does, for the help. */
  readonly about: string;
  readonly options: Specs;
  readonly examples: readonly string[];
  /** Options that depend on the rest of the command line. */
  readonly more?: (argv: readonly string[]) => Promise<OptionSpecs>;
  /** Help that depends on the rest of the command line. */
  readonly moreHelp?: (argv: readonly string[]) => Promise<string>;
  /** What can stand for the last of these words, which is no option. */
  readonly complete?: (words: readonly string[]) => Promise<readonly Candidate[]>;
  /** What can stand for an option that begins like this, beside the ones above. */
  readonly completeOption?: (
    words: readonly string[],
    begin: string,
  ) => Promise<readonly Candidate[]>;
  run(args: Arguments<Specs>, io: Io): Promise<ExitCode>;
}

/** A command, whatever its options are. */
export interface Command extends Omit<CommandSpec<OptionSpecs>, 'run'> {
  run(argv: readonly string[], io: Io): Promise<ExitCode>;
}

/** Makes a command that parses its own command line. */
export function defineCommand<const Specs extends OptionSpecs>(spec: CommandSpec<Specs>): Command {
  const options = { ...spec.options, ...COMMON };
  return {
    ...spec,
    options,
    async run(argv, io) {
      const more = (await spec.more?.(argv)) ?? {};
      const { values, positionals } = parse(argv, { ...more, ...options });
      const given = (specs: OptionSpecs) =>
        Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(specs, name)));
      const own = given(options) as Values<Specs>;
      return spec.run({ values: own, positionals, more: given(more) }, io);
    },
  };
}
