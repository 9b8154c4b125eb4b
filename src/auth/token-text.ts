import { mustMatch, type OptionCheck } from '../client/parse-options.js';

/** The JSON string of the token service pasted with its quotes is refused by every store. */
export function mustBeToken(): OptionCheck {
  return mustMatch(/^[!#-&(-~]+$/, 'the bare token, without quotes, blanks or the word "Bearer"');
}
