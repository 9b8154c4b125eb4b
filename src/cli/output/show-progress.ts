import type { Progress } from '../../exports/index.js';
import type { Io } from '../io.js';
import { progressBar, progressText } from './progress-text.js';
import { isTerminal } from './style.js';

/** Shows how an export gets on. */
export interface ProgressView {
  show(progress: Progress): void;
  /** Leaves the last state there, on a line of its own. */
  end(): void;
}

/** How often a terminal is drawn, and how often a line is written elsewhere, in milliseconds. */
const DRAW_EVERY = 100;
const LINE_EVERY = 5_000;

const START_OF_LINE = '\r';
const REST_OF_LINE_OFF = '\u001b[K';

/** One line that is drawn again and again. */
function onTerminal(name: string, { stderr }: Io): (progress: Progress) => void {
  return (progress) => {
    const text = `${name} ${progressBar(progress)}${progressText(progress)}`;
    // A line that wraps could not be drawn over.
    const fitting = text.slice(0, Math.max(20, (stderr.columns ?? 80) - 1));
    stderr.write(`${START_OF_LINE}${fitting}${REST_OF_LINE_OFF}`);
  };
}

function asLines(name: string, { stderr }: Io, json: boolean): (progress: Progress) => void {
  return (progress) => {
    stderr.write(
      json ? `${JSON.stringify({ progress })}\n` : `${name} ${progressText(progress)}\n`,
    );
  };
}

/**
 * Progress on stderr: a bar on a terminal, elsewhere a line every 5 seconds, for machines as
 * `{ "progress": { … } }`.
 */
export function showProgress(name: string, io: Io, json: boolean): ProgressView {
  const drawn = !json && isTerminal(io, io.stderr);
  const draw = drawn ? onTerminal(name, io) : asLines(name, io, json);
  const every = drawn ? DRAW_EVERY : LINE_EVERY;
  let last: Progress | undefined;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    show(progress) {
      last = progress;
      isShown = io.now() - drawnAt >= every;
      if (!isShown) return;
      drawnAt = io.now();
      draw(progress);
    },
    end() {
      if (last && !isShown) draw(last);
      if (last && drawn) io.stderr.write('\n');
    },
  };
}
