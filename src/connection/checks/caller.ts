import type { Caller } from '../../auth/authenticator.js';
import { type ConnectionFacts, failed, ok, skipped, type Verdict } from '../facts.js';
import { resourceOf } from '../failure.js';

const NAMES: Readonly<Record<Caller, string>> = {
  admin: 'an admin',
  integration: 'an integration',
  customer: 'a customer',
  guest: 'a guest',
};

/** An admin gets through the customers' door, and then lacks the number of a customer. */
const isStaffAtCustomers = ({ auth, guarded }: ConnectionFacts) =>
  auth.caller === 'customer' && guarded?.failure?.parameters.fieldName === 'customerId';

/** Who the store takes the caller for; undefined when no answer showed it. */
export function seenCaller(facts: ConnectionFacts): Caller | undefined {
  const { auth, open, guarded, probe, asCustomer } = facts;
  if (auth.caller === 'guest') return open.answer?.status === 200 ? 'guest' : undefined;
  if (guarded?.answer !== undefined || probe?.answer !== undefined) return auth.caller;
  if (isStaffAtCustomers(facts)) return 'admin';
  if (asCustomer?.answer !== undefined) return 'customer';
  return guarded?.failure && resourceOf(guarded.failure) ? 'guest' : undefined;
}

/** Whether the store takes the caller for what it says it is. */
export function checkCaller(facts: ConnectionFacts): Verdict {
  const { caller } = facts.auth;
  const seen = seenCaller(facts);
  if (seen === undefined) return skipped('No answer showed who the shop takes the caller for.');
  if (seen === caller) return ok(`The shop takes the caller for ${NAMES[seen]}.`);
  return failed(
    `The shop takes the caller for ${NAMES[seen]}, not for ${NAMES[caller]}.`,
    seen === 'customer'
      ? 'This is the token of a customer. Take that of an admin, or the four values of an integration.'
      : 'This is a token of the shop’s staff. Take that of a customer.',
  );
}
