import type { Operation } from '../client/types.js';
import { encodeQuery } from '../encode-query.js';
import { InputError } from '../errors/input-error.js';
import type { Criteria } from '../search/criteria-builder.js';
import { encodeCriteria } from '../search/encode-criteria.js';

/** Servers take request lines of about 8 KB, the path included. */
const LONGEST_QUERY = 7800;

/**
 * The criteria of a list as its query.
 * @throws InputError for what Magento would silently answer with nothing, and for more than servers take
 */
export function listQuery({ name, criteria = '' }: Operation, input: object = {}): string {
  const given = (input as Readonly<Record<string, Criteria | undefined>>)[criteria];
  const text = encodeQuery({ [criteria]: encodeCriteria(given) });
  if (text.length <= LONGEST_QUERY) return text;
  throw new InputError(
    `The query of ${name} takes ${text.length} bytes, and servers refuse more than about 8,000. To iterate over the list instead divides a long "in" over several requests; otherwise ask with fewer or shorter filters.`,
  );
}
