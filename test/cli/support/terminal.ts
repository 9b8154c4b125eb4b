import { spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';

/** A program in a terminal of its own. */
export interface Terminal {
  /** All that was written so far, with its control sequences but without bells. */
  readonly text: () => string;
  /** Resolves when the text matches; rejects when the program has ended without. */
  until(pattern: RegExp): Promise<void>;
  /** Presses keys; `\u0003` is Ctrl-C. */
  press(keys: string): void;
  readonly exitCode: Promise<number>;
}

/** What shells ring when the Tab key leaves several words to choose from. */
const BELL = '\u0007';

/** The key that stops a program. */
export const CTRL_C = '\u0003';

/** Starts a program in a terminal of 100 columns. */
export function startInTerminal(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Terminal {
  const path = process.env.PATH ?? '';
  const terminal = spawn(program, [...args], {
    cols: 100,
    rows: 30,
    name: 'xterm-256color',
    env: { PATH: path, HOME: '/nonexistent', TERM: 'xterm-256color', ...env },
  });
  let text = '';
  const waiting = new Set<() => void>();
  terminal.onData((data) => {
    text += data.replaceAll(BELL, '');
    for (const look of waiting) look();
  });
  const exitCode = new Promise<number>((resolve) => {
    terminal.onExit((end) => resolve(end.signal ? 128 + end.signal : end.exitCode));
  });
  onTestFinished(() => terminal.kill('SIGKILL'));
  return {
    text: () => text,
    press: (keys) => terminal.write(keys),
    exitCode,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        exitCode.then((code) =>
          reject(new Error(`ended with ${code} before ${pattern}:\n${text}`)),
        );
        look();
      }),
  };
}
