import { isMagentoError, type MagentoError } from '../../errors/magento-error.js';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-codes.js';
import { Interrupted } from '../interrupted.js';
import type { Io } from '../io.js';
import { UsageError } from '../usage-error.js';
import { harmless, toJsonText } from './harmless.js';
import { stylesFor } from './style.js';

interface Trouble {
  readonly message: string;
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;
  /** For machines. */
  readonly facts: object;
}

/** The message without its hint, which gets a line of its own. */
function bare({ message, hint }: MagentoError): string {
  const end = hint === undefined ? '' : ` Hint: ${hint}`;
  return end !== '' && message.endsWith(end) ? message.slice(0, -end.length) : message;
}

function troubleOf(error: unknown): Trouble {
  if (isMagentoError(error)) {
    const exitCode = exitCodeOf(error.code);
    return { message: bare(error), hint: error.hint, exitCode, facts: error.toJSON() };
  }
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (error instanceof UsageError) {
    return { message, hint: error.hint, exitCode: EXIT.usage, facts: { name, message } };
  }
  const exitCode = error instanceof Interrupted ? error.exitCode : EXIT.failed;
  return { message, hint: undefined, exitCode, facts: { name, message } };
}

/**
 * Says on stderr what went wrong and what to do about it.
 * @param json as one line of JSON: `{ "error": { … }, "exitCode": 3 }`
 */
export function reportError(error: unknown, io: Io, json: boolean): ExitCode {
  const { message, hint, exitCode, facts } = troubleOf(error);
  if (json) {
    io.stderr.write(
      `${toJsonText({ error: { ...facts, message, ...(hint && { hint }) }, exitCode })}\n`,
    );
    return exitCode;
  }
  const { red, bold } = stylesFor(io, io.stderr);
  io.stderr.write(`${red('magekit:')} ${harmless(message)}\n`);
  if (hint) io.stderr.write(`  ${bold('Hint:')} ${harmless(hint)}\n`);
  if (exitCode === EXIT.failed && io.env.MAGEKIT_DEBUG && error instanceof Error) {
    io.stderr.write(`${harmless(error.stack ?? '')}\n`);
  }
  return exitCode;
}
