import type { Io } from '../io.js';
import { harmless, toJsonText } from './harmless.js';
import { type Styles, stylesFor } from './style.js';

/** Says things: results to stdout, everything else to stderr. */
export interface Report {
  /** The result: as JSON in one line for machines, else the text. */
  result(value: unknown, text: (styles: Styles) => string): void;
  /** Something worth knowing. Not said to machines, nor with `--quiet`. */
  note(text: string): void;
  /** Something to take care of; with `--json` as `{ "warning": … }`. */
  warning(text: string): void;
}

/** Says things the way the command line asks for. */
export function createReport(
  io: Io,
  { json = false, quiet = false }: { readonly json?: boolean; readonly quiet?: boolean },
): Report {
  return {
    result(value, text) {
      const shown = json ? toJsonText(value) : text(stylesFor(io, io.stdout));
      if (shown !== '') io.stdout.write(`${shown}\n`);
    },
    note(text) {
      if (!json && !quiet) io.stderr.write(`${harmless(text)}\n`);
    },
    warning(text) {
      const { yellow } = stylesFor(io, io.stderr);
      io.stderr.write(
        json ? `${toJsonText({ warning: text })}\n` : `${yellow('Warning:')} ${harmless(text)}\n`,
      );
    },
  };
}
