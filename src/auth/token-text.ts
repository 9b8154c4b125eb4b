import * as z from 'zod/mini';
import { text } from '../client/parse-options.js';

/** The JSON string of the token service pasted with its quotes is refused by every store. */
export const tokenText = (): z.ZodMiniString =>
  text('must be a token').check(
    z.regex(/^[^\s"']+$/, 'must be the bare token, without quotes, blanks or the word "Bearer"'),
  );
