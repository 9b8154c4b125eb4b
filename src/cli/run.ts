import { closest } from './closest.js';
import { COMMANDS } from './commands.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Io } from './io.js';
import { UsageError } from './usage-error.js';

const asksForHelp = (argv: readonly string[]) => {
  const own = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  return own.includes('--help') || own.includes('-h');
};

async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name = '--help', ...rest] = argv;
  if (name === '--help' || name === '-h') {
    const { overview } = await import('./help.js');
    const asked = argv.length > 0;
    (asked ? io.stdout : io.stderr).write(overview(COMMANDS));
    return asked ? EXIT.ok : EXIT.usage;
  }
  if (name === '--version' || name === '-v') {
    const { version } = await import('./version.js');
    io.stdout.write(`${version}\n`);
    return EXIT.ok;
  }
  if (name === '__complete') {
    const { printCandidates } = await import('./completion/candidates.js');
    return printCandidates(rest, io);
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry) throw unknownCommand(name);
  const command = await entry.load();
  if (asksForHelp(rest)) {
    const { commandHelp } = await import('./help.js');
    io.stdout.write(await commandHelp(name, command, rest));
    return EXIT.ok;
  }
  return command.run(rest, io);
}

function unknownCommand(name: string): UsageError {
  const like = closest(name, Object.keys(COMMANDS));
  const hint = like ? `Did you mean magekit ${like}?` : 'magekit --help shows those there are.';
  return new UsageError(
    name.startsWith('-') ? `There is no option ${name} here.` : `There is no command ${name}.`,
    hint,
  );
}

/** Runs a command line. Never rejects: what goes wrong is said on stderr, and is in the exit code. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    const { reportError } = await import('./output/report-error.js');
    return reportError(error, io, argv.includes('--json'));
  }
}
