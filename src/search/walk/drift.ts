import { ListChangedError } from '../../errors/list-changed-error.js';
import type { WalkPlan } from './plan.js';
import type { Drift } from './types.js';

/** Told what a walk by page numbers notices. */
export type ReportDrift = (drift: Drift) => void;

function sentence(list: string, { kind, by, offset }: Drift): string {
  const rows = by === undefined ? 'by an unknown number of rows' : `by ${by > 0 ? '+' : ''}${by}`;
  return kind === 'counted'
    ? `${list} changed its length ${rows} while it was walked.`
    : `${list} moved ${rows} before place ${offset} while it was walked.`;
}

/** Reports drift to the caller, or ends the walk when nobody listens. */
export function createReportDrift(
  { list, rule }: WalkPlan,
  onDrift: ReportDrift | undefined,
): ReportDrift {
  if (onDrift) return onDrift;
  return (drift) => {
    const byKey = rule.key === undefined ? '' : 'Walk by key, in no other order, or pass ';
    const hint = `${byKey || 'Pass '}onDrift to go on, and see what it says.`;
    throw new ListChangedError(sentence(list, drift), { drift, hint });
  };
}
