import type { OptionSpec, OptionSpecs } from '../options.js';
import { followPath } from './member-path.js';
import type { Member, OperationInfo, OperationTable } from './table.js';

/** Whether a member is given as an option; criteria have options of their own. */
export const isOption = ({ type }: Member): boolean => type !== 'criteria';

const shown: Readonly<Record<string, string>> = { string: 'text', integer: 'n', number: 'n' };

function specOf(type: string, hasValue: boolean, required: boolean): OptionSpec {
  const about = required ? 'Needed.' : '';
  if (type === 'boolean' && !hasValue) return { type: 'boolean', about };
  if (type.endsWith('[]')) return { type: 'string', multiple: true, takes: 'value', about };
  return { type: 'string', takes: shown[type] ?? 'json', about };
}

/** Names of options as they stand on the command line, and whether each has its value behind a `=`. */
function optionsIn(argv: readonly string[]): ReadonlyMap<string, boolean> {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  return new Map(
    own.flatMap((word) => {
      const [, name, equals] = /^--([^=]+)(=?)/.exec(word) ?? [];
      return name === undefined ? [] : [[name, equals === '='] as const];
    }),
  );
}

/**
 * The options of an operation: its members, and what this command line names below them, such as
 * `--product.price`.
 * @throws UsageError for a name below a member that is not there
 */
export function operationOptions(
  operation: OperationInfo,
  table: OperationTable,
  argv: readonly string[],
): OptionSpecs {
  const given = optionsIn(argv);
  const members = operation.members.filter(isOption);
  const top = members.map(({ name, type, required }) => [
    name,
    specOf(type, given.get(name) ?? false, required),
  ]);
  const below = [...given].flatMap(([name, hasValue]) => {
    if (!name.includes('.')) return [];
    return [[name, specOf(followPath(name, operation, table).type, hasValue, false)]];
  });
  return Object.fromEntries([...top, ...below]);
}
