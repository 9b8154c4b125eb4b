/** One option of a command, for the parser, the help and the completion. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** May be there several times. */
  readonly multiple?: true;
  /** One letter, for `-h`. */
  readonly short?: string;
  /** What the value stands for in the help, such as `file`. */
  readonly takes?: string;
  /** The values there are, for the completion. */
  readonly values?: readonly string[];
  /** One line for the help. */
  readonly about: string;
}

/** Options by their long name, without dashes. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** What the parser gives for such options. */
export type Values<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]?: Specs[Name]['type'] extends 'boolean'
    ? boolean
    : Specs[Name] extends { readonly multiple: true }
      ? readonly string[]
      : string;
};

/** Options of every command. */
export const COMMON: { readonly help: OptionSpec & { readonly type: 'boolean' } } = {
  help: { type: 'boolean', short: 'h', about: 'Show this help.' },
};
