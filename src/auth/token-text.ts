import type * as z from 'zod/mini';
import { mustMatch } from '../client/parse-options.js';

/** The JSON string of the token service pasted with its quotes is refused by every store. */
export function mustBeToken(): z.ZodMiniCustom<string, string> {
  return mustMatch(/^[^\s"']+$/, 'the bare token, without quotes, blanks or the word "Bearer"');
}
