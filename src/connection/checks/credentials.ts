import { type ConnectionFacts, failed, ok, skipped, type Verdict } from '../facts.js';
import { resourceOf } from '../failure.js';
import { seenCaller } from './caller.js';
import { aboutRefusal } from './refusal.js';

const ACCEPTED = 'The shop accepts the credentials.';

/** Whether the store accepts the credentials. */
export function checkCredentials(facts: ConnectionFacts): Verdict {
  const { auth, guarded, storeCodes } = facts;
  if (auth.caller === 'guest') return skipped('A guest has no credentials.');
  const seen = seenCaller(facts);
  if (seen !== undefined && seen !== 'guest') return ok(ACCEPTED);
  if (!guarded)
    return skipped(storeCodes ? 'Not tried, as the store code is wrong.' : 'Not tried.');
  if (!guarded.failure) return failed('The shop did not answer a call with these credentials.');
  // With a wrong store code another call was made, whose right a good caller may lack.
  if (storeCodes && resourceOf(guarded.failure)) {
    return skipped('Not certain yet, as the store code is wrong.');
  }
  return aboutRefusal(guarded.failure, auth);
}
