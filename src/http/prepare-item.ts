import type { Operation } from '../client/types.js';
import { withIdentity } from './identity.js';
import { checkInput, membersOf, parametersOf, pick } from './input.js';
import { encodeSegment } from './url.js';

/**
 * Prepares items of a bulk: path, query and body members side by side, the identifiers filled in. Without
 * them a consumer of Magento's would crash on the item, and on every message after it. The function throws
 * an InputError for an item that cannot be sent.
 */
export function itemPreparer(operation: Operation): (given: unknown) => Record<string, unknown> {
  const members = membersOf(operation);
  const parameters = parametersOf(operation.path);
  return (given) => {
    const input = checkInput(operation, members, given);
    for (const name of parameters) encodeSegment(input[name], name);
    return withIdentity(operation, input, pick(input, members));
  };
}
