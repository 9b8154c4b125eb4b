import { closest } from '../closest.js';
import type { OperationInfo, OperationTable } from '../operations/table.js';
import { UsageError } from '../usage-error.js';

/** Names of all lists: `products` for `products.list`. */
export function listNames(table: OperationTable): string[] {
  const isList = (name: string) => table.find(name)?.isList === true;
  return table.names
    .filter(isList)
    .flatMap((name) => (name.endsWith('.list') ? [name.slice(0, -'.list'.length), name] : [name]));
}

/**
 * The list that is to be exported.
 * @throws UsageError for no such list, with the ones there are of that resource
 */
export function listOf(words: readonly string[], table: OperationTable): OperationInfo {
  const [name, extra] = words;
  if (name === undefined) {
    throw new UsageError('Which list?', 'Name one, such as magekit export products.');
  }
  if (extra !== undefined) {
    throw new UsageError(
      `${extra} is one word too many.`,
      "Comparisons belong behind --where, in quotes: --where 'price>=10'.",
    );
  }
  const operation = table.find(name.includes('.') ? name : `${name}.list`);
  if (operation?.isList) return operation;
  const names = listNames(table);
  const siblings = names.filter((one) => one.startsWith(`${name.split('.')[0]}.`));
  const like = closest(name, names);
  const hint = siblings.length > 0 ? `There is ${siblings.join(', ')}.` : undefined;
  throw new UsageError(
    `${name} is no list that can be exported.`,
    like ? `Did you mean ${like}?` : hint,
  );
}
