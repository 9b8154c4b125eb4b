import type { Candidate } from '../command.js';
import { listNames } from '../export/list.js';
import type { OperationInfo, OperationTable } from '../operations/table.js';

/** Names of operations. */
export function completeNames(
  table: OperationTable,
  { name, offers }: { readonly name: string; readonly offers: (one: OperationInfo) => boolean },
): Candidate[] {
  return table.names.flatMap((full) => {
    const operation = table.find(full);
    if (!operation || !offers(operation)) return [];
    const own = { value: full, about: operation.summary };
    const isShort = name === 'get' && full.endsWith('.get');
    return isShort ? [{ ...own, value: full.slice(0, -'.get'.length) }, own] : [own];
  });
}

/** Options for the members of an operation, one level below what is written already. */
export function completeMembers(
  { members }: OperationInfo,
  table: OperationTable,
  begin: string,
): Candidate[] {
  const path = begin.replace(/^--/, '').split('.').slice(0, -1);
  let level: readonly { name: string; type: string }[] = members;
  for (const name of path) {
    const type = /^\d+$/.test(name) ? undefined : level.find((one) => one.name === name)?.type;
    if (type !== undefined) level = table.membersOf(type.replaceAll('[]', '')) ?? [];
  }
  const head = path.map((name) => `${name}.`).join('');
  return level.flatMap(({ name, type }) => {
    if (type === 'criteria') return [];
    const option = `--${head}${name}`;
    if (table.membersOf(type)) return [{ value: `${option}.`, about: type }];
    return [{ value: type === 'boolean' ? option : `${option}=`, about: type }];
  });
}

/** Names of lists, for exports. */
export function completeLists(table: OperationTable): Candidate[] {
  return listNames(table).map((value) => {
    const about = table.find(value.includes('.') ? value : `${value}.list`)?.summary;
    return { value, about };
  });
}
