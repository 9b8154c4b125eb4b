import { type ConnectionFacts, failed, isSigned, ok, type Verdict, warning } from '../facts.js';

const NOTEWORTHY_MS = 60_000;
/** Magento refuses signatures from further in the future; those of the past it accepts. */
const REFUSED_MS = 600_000;
const SET_IT = 'Let the clock be set by the network (NTP).';

function span(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}

/** Whether this machine and the shop agree on the time. */
export function checkClock({ skewMs, auth, guarded, probe }: ConnectionFacts): Verdict {
  if (Math.abs(skewMs) <= NOTEWORTHY_MS)
    return ok('The clocks of this machine and the shop agree.');
  const difference = `This machine’s clock is ${span(skewMs)} ${skewMs < 0 ? 'ahead of' : 'behind'} the shop’s.`;
  const accepted = guarded?.answer !== undefined || probe?.answer !== undefined;
  if (skewMs < -REFUSED_MS && isSigned(auth) && !accepted) {
    return failed(`${difference} Magento refuses signatures that far ahead.`, SET_IT);
  }
  return warning(difference, SET_IT);
}
