import { OutcomeUnknownError } from '../errors/outcome-unknown-error.js';
import { StepError } from '../errors/step-error.js';

/** The steps of a helper, in order. */
export interface Steps {
  /** Notes something as done. */
  note(done: string): void;
  /** Does one step and notes it; its error comes out as `prepare` says. */
  run<T>(step: string, work: () => Promise<T>): Promise<T>;
  /**
   * Does what need not be noted. Its error comes out as it is while nothing is done, when the caller has
   * ended the helper, and when it tells of a lost answer; else as a {@link StepError} that tells what is done.
   */
  prepare<T>(step: string, work: () => Promise<T>): Promise<T>;
}

/** Keeps account of what a helper has done. */
export function createSteps(
  helper: string,
  subject: string,
  signal: AbortSignal | undefined,
): Steps {
  const done: string[] = [];
  const steps: Steps = {
    note: (what) => done.push(what),
    async run(step, work) {
      const result = await steps.prepare(step, work);
      done.push(step);
      return result;
    },
    async prepare(step, work) {
      try {
        return await work();
      } catch (cause) {
        const speaksForItself = cause instanceof OutcomeUnknownError;
        if (done.length === 0 || signal?.aborted || speaksForItself) throw cause;
        throw new StepError({ helper, subject, step, done: [...done], cause });
      }
    },
  };
  return steps;
}
