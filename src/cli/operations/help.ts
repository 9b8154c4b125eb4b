import { columns, optionRows } from '../help.js';
import type { OptionSpecs } from '../options.js';
import { isOption, operationOptions } from './options.js';
import type { Member, OperationInfo, OperationTable } from './table.js';

const OF_LISTS = ['where', 'sort', 'page-size', 'page-number'];

function memberRows(members: readonly Member[], table: OperationTable): [string, string][] {
  return members
    .filter(({ type }) => table.membersOf(type.replaceAll('[]', '')) !== undefined)
    .map(({ name, type }) => {
      const below = table.membersOf(type.replaceAll('[]', '')) ?? [];
      const place = type.endsWith('[]') ? '.0' : '';
      return [`--${name}${place}.<member>`, below.map((one) => one.name).join(', ')];
    });
}

/** The options that mean something for this operation. */
function usable(options: OptionSpecs, { members, method }: OperationInfo): OptionSpecs {
  const hasCriteria = members.some(({ type }) => type === 'criteria');
  const idle = (name: string) =>
    (!hasCriteria && OF_LISTS.includes(name)) || (method === 'GET' && name === 'body');
  return Object.fromEntries(Object.entries(options).filter(([name]) => !idle(name)));
}

/** Help on one operation: what it does, and an option for each member. */
export function operationHelp(
  command: string,
  operation: OperationInfo,
  table: OperationTable,
  options: OptionSpecs,
): string {
  const { name, method, path, summary, members } = operation;
  const own = operationOptions(operation, table, []);
  const below = memberRows(members.filter(isOption), table);
  return [
    `${summary}\n${method} ${path}\n\n`,
    `Usage: magekit ${command} ${name}${members.length > 0 ? ' [members]' : ''} [options]\n`,
    Object.keys(own).length > 0 ? `\nMembers:\n${columns([...optionRows(own), ...below])}` : '',
    `\nOptions:\n${columns(optionRows(usable(options, operation)))}`,
  ].join('');
}
