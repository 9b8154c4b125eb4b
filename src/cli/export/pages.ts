import type { Magento } from '../../index.js';
import {
  type PageWalk,
  type SearchCriteria,
  type WalkOptions,
  walkPages,
} from '../../search/index.js';
import type { OperationInfo } from '../operations/table.js';

type Walks = Readonly<Record<string, () => PageWalk<unknown>>>;

/** `list` → `pages`, `search` → `pagesSearch`: the function that walks the pages of a list. */
function walkName(method: string): string {
  const rest = method.replace(/^list(?![a-z])/, '');
  return `pages${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
}

/** The pages of a list, by its name. */
export function pagesOf(
  magento: Magento,
  { name, members }: OperationInfo,
  criteria: SearchCriteria,
  options: WalkOptions<unknown>,
): PageWalk<unknown> {
  const [resource = '', method = ''] = name.split('.');
  const walks = (magento as unknown as Readonly<Record<string, Walks>>)[resource];
  const walk = walks?.[walkName(method)];
  // The table and the resources are generated from the same schema.
  if (!walk) throw new Error(`${name} is a list in the table, but nowhere else.`);
  const { client, operation } = walk().source;
  const member = members.find(({ type }) => type === 'criteria')?.name;
  return walkPages(client, operation, member ? { [member]: criteria } : {}, options);
}
