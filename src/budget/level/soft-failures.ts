import { RULES } from './level-rules.js';
import type { LevelState } from './level-state.js';

/** A state with one more soft failure, and whether they have become too many. */
export interface Noted {
  readonly noted: LevelState;
  readonly tooMany: boolean;
}

/**
 * Notes a soft failure. One alone may be the fault of its request; two of one epoch, or more than a tenth
 * of the latest attempts, speak for too much load.
 */
export function withSoftFailure(state: LevelState, epoch: number): Noted {
  const { attempts } = state;
  const recent = state.softFailures.filter(({ attempt }) => attempt > attempts - RULES.softWindow);
  const softFailures = [...recent, { attempt: attempts, epoch }].slice(-RULES.softInWindow);
  const inEpoch = softFailures.filter((failure) => failure.epoch === state.epoch);
  const tooMany = inEpoch.length >= RULES.softInEpoch || softFailures.length >= RULES.softInWindow;
  return { noted: { ...state, softFailures }, tooMany };
}
