/** How the program can end. Scripts may rely on these. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  tryAgain: 5,
  interrupted: 130,
  pipeClosed: 141,
  terminated: 143,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each exit code means, for people. */
export const MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT.ok, 'It is done. For doctor: nothing has failed. For generate --check: nothing differs.'],
  [EXIT.failed, 'It has failed: the store said no, a check found something, a file is in the way.'],
  [EXIT.usage, 'The command line or the settings are wrong. Nothing was sent, or nothing changed.'],
  [EXIT.refused, 'The credentials are wrong, or lack a right.'],
  [EXIT.notFound, 'The store has no such thing.'],
  [EXIT.tryAgain, 'The store is away, overloaded or too slow. The same command may work later.'],
  [EXIT.interrupted, 'Stopped by Ctrl-C. An export to a file goes on with --resume.'],
  [EXIT.pipeClosed, 'Whoever read the output has stopped reading, as head does.'],
  [EXIT.terminated, 'Stopped by SIGTERM. An export to a file goes on with --resume.'],
];

const BY_CODE: Readonly<Record<string, ExitCode>> = {
  INPUT: EXIT.usage,
  CONFIG: EXIT.usage,
  AUTHENTICATION: EXIT.refused,
  LOGIN_REFUSED: EXIT.refused,
  PERMISSION: EXIT.refused,
  TOKEN_EXPIRED: EXIT.refused,
  TWO_FACTOR_REQUIRED: EXIT.refused,
  NOT_FOUND: EXIT.notFound,
  ATTEMPT_TIMEOUT: EXIT.tryAgain,
  DEADLINE: EXIT.tryAgain,
  NETWORK: EXIT.tryAgain,
  RATE_LIMIT: EXIT.tryAgain,
  SERVER: EXIT.tryAgain,
};

/** The exit code for an error of the library, by its `code`. */
export function exitCodeOf(code: string): ExitCode {
  return Object.hasOwn(BY_CODE, code) ? (BY_CODE[code] ?? EXIT.failed) : EXIT.failed;
}
