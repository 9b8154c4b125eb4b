import type { Clock } from '../../clock.js';
import type { JobDesk } from '../job.js';
import type { Plan } from '../plan.js';
import type { Limits } from './limits.js';
import type { Pause } from './pause.js';
import type { Recorder } from './recorder.js';
import type { Settle } from './settle.js';

/** What the parts of a running job share. */
export interface Work {
  readonly plan: Plan;
  readonly desk: JobDesk;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly signal: AbortSignal;
  readonly limits: Limits;
  /** Whether each entry is a call of its own. */
  readonly single: boolean;
  /** Whether entries may be sent twice. */
  readonly repeatable: boolean;
  /** Whether the operation deletes: done twice, it finds nothing the second time. */
  readonly deletes: boolean;
  readonly settle: Settle;
  /** Ends the job with an error; what is on its way is still brought to its end. */
  readonly halt: (error: unknown) => void;
}
