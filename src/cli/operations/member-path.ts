import { closest } from '../closest.js';
import { UsageError } from '../usage-error.js';
import type { Member, OperationInfo, OperationTable } from './table.js';

/** One step into an input. */
export interface Step {
  /** A member's name; a place in a list; or the code of a custom attribute. */
  readonly kind: 'member' | 'place' | 'attribute';
  readonly name: string;
}

/** Where an option such as `--product.price` puts its value, and what that is. */
export interface MemberPath {
  readonly steps: readonly Step[];
  readonly type: string;
}

/** Modules of a shop add members to these, which this package cannot know. */
const isOpen = (type: string) => type.endsWith('ExtensionInput');
const ATTRIBUTES = 'FrameworkAttributeInput[]';
const PLACE = /^\d{1,3}$/;

function wrong(option: string, name: string, members: readonly Member[]): UsageError {
  const names = members.map((member) => member.name);
  const like = closest(name, names);
  return new UsageError(
    `There is no option --${option}.`,
    like
      ? `Did you mean --${option.split('.').slice(0, -1).concat(like).join('.')}?`
      : `There is ${names.join(', ') || 'nothing'}.`,
  );
}

/**
 * Follows the name of an option into the input of an operation: `product.extension_attributes.qty`,
 * `product.media_gallery_entries.0.label`, `product.custom_attributes.color`.
 * @throws UsageError that names the member most like a wrong one
 */
export function followPath(
  option: string,
  { members }: OperationInfo,
  { membersOf }: OperationTable,
): MemberPath {
  const names = option.split('.');
  const steps: Step[] = [];
  let known: readonly Member[] | undefined = members;
  let type = 'json';
  for (const [at, name] of names.entries()) {
    const so = names.slice(0, at + 1).join('.');
    if (name === '' || name === '__proto__') throw wrong(so, name, known ?? []);
    if (type === ATTRIBUTES && !PLACE.test(name)) {
      if (at < names.length - 1) throw wrong(option, name, []);
      return { steps: [...steps, { kind: 'attribute', name }], type: 'json' };
    }
    if (type.endsWith('[]') && PLACE.test(name)) {
      steps.push({ kind: 'place', name });
      type = type.slice(0, -2);
    } else {
      const member: Member | undefined = known?.find((one) => one.name === name);
      if (!member && !isOpen(type)) throw wrong(so, name, known ?? []);
      steps.push({ kind: 'member', name });
      type = member?.type ?? 'json';
    }
    known = membersOf(type);
  }
  return { steps, type };
}
