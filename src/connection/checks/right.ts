import { type ConnectionFacts, failed, ok, skipped, type Verdict } from '../facts.js';
import { resourceOf } from '../failure.js';

function readable({ auth, probePath }: ConnectionFacts): string {
  if (probePath) return probePath.split('?', 1)[0] ?? probePath;
  return auth.caller === 'customer' ? 'its own account' : 'products';
}

/** Whether the caller may read what it is meant to. */
export function checkRight(facts: ConnectionFacts): Verdict {
  const { probe, auth } = facts;
  if (!probe) return skipped('There is nothing to try.');
  const { failure } = probe;
  if (!failure) return ok(`The caller may read ${readable(facts)}.`);
  const resource = resourceOf(failure);
  if (resource === 'self') {
    return failed(`Only customers may read ${readable(facts)}.`, 'Call it as a customer.');
  }
  if (resource !== undefined) {
    const where =
      auth.caller === 'integration'
        ? 'System → Integrations → API, then authorise it again'
        : 'System → User Roles → Role Resources';
    return failed(
      `The caller may not read ${readable(facts)}: it lacks the right "${resource}".`,
      auth.caller === 'guest' || auth.caller === 'customer'
        ? 'This is for admins and integrations.'
        : `Give it under ${where}.`,
    );
  }
  return failed(`Reading ${readable(facts)} fails: ${failure.said}`, failure.hint);
}
