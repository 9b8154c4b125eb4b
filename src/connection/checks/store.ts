import {
  type ConnectionFacts,
  failed,
  hasStoreInPath,
  ok,
  skipped,
  type Verdict,
} from '../facts.js';
import { isUnknownScope } from '../open-answer.js';

/** Whether the store code is one of the shop's. */
export function checkStore({ root, open, store, storeCodes = [] }: ConnectionFacts): Verdict {
  if (store === undefined) return ok('No store code is set; the default store view answers.');
  if (!hasStoreInPath(root)) return skipped('This shop does not tell which store codes it has.');
  if (!open.answer || !isUnknownScope(open.answer)) return ok(`The store code "${store}" exists.`);
  const other = storeCodes.find((code) => code.toLowerCase() === store.toLowerCase());
  const choice = storeCodes.length > 0 ? `The shop has ${storeCodes.join(', ')}.` : undefined;
  return failed(
    `The shop has no store view with the code "${store}".`,
    other
      ? `Write it "${other}": upper and lower case count.`
      : (choice ?? 'The admin lists the codes under Stores → All Stores. Case counts.'),
  );
}
