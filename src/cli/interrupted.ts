import { EXIT, type ExitCode } from './exit-codes.js';

/** Somebody has stopped the program. The reason of the signal that commands get. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: ExitCode;

  constructor(by: 'SIGINT' | 'SIGTERM') {
    super(by === 'SIGINT' ? 'Stopped by Ctrl-C.' : 'Stopped by SIGTERM.');
    this.exitCode = by === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
  }
}
