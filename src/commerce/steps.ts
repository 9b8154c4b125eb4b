import { OutcomeUnknownError } from '../errors/outcome-unknown-error.js';
import { StepError } from '../errors/step-error.js';

/** The steps of a helper, in order. */
export interface Steps {
  /** Notes something as done. */
  note(done: string): void;
  /**
   * Does one step. Its error comes out as it is while nothing is done, when the caller has ended the
   * helper, and when it tells of a lost answer; else as a {@link StepError} that tells what is done.
   */
  run<T>(step: string, work: () => Promise<T>): Promise<T>;
}

/** Keeps account of what a helper has done. */
export function createSteps(
  helper: string,
  subject: string,
  signal: AbortSignal | undefined,
): Steps {
  const done: string[] = [];
  return {
    note: (what) => done.push(what),
    async run(step, work) {
      try {
        const result = await work();
        done.push(step);
        return result;
      } catch (cause) {
        const speaksForItself = cause instanceof OutcomeUnknownError;
        if (done.length === 0 || signal?.aborted || speaksForItself) throw cause;
        throw new StepError({ helper, subject, step, done: [...done], cause });
      }
    },
  };
}
