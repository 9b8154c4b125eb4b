import { UsageError } from '../usage-error.js';
import type { Step } from './member-path.js';

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** A list's next item may be new, a later one would leave a hole. */
function checkPlace(list: unknown, name: string, option: string): void {
  if (Array.isArray(list) && Number(name) <= list.length) return;
  throw new UsageError(`--${option} leaves out a place of the list.`, 'Places are counted from 0.');
}

function setAttribute(list: unknown, code: string, value: unknown, option: string): void {
  if (!Array.isArray(list)) {
    throw new UsageError(`--${option} belongs into a list, and the body has none there.`);
  }
  const found = list.find((one: unknown) => isTree(one) && one.attribute_code === code);
  if (found) (found as Tree).value = value;
  else list.push({ attribute_code: code, value });
}

/**
 * Puts a value into an input, making what is missing on the way.
 * @throws UsageError when something else stands in the way
 */
export function place(input: Tree, steps: readonly Step[], value: unknown, option: string): void {
  let at: Tree = input;
  for (const [number, { kind, name }] of steps.entries()) {
    const next = steps[number + 1];
    if (kind === 'attribute') {
      setAttribute(at, name, value, option);
      return;
    }
    if (kind === 'place') checkPlace(at, name, option);
    if (!next) {
      at[name] = value;
      return;
    }
    const below = Object.hasOwn(at, name) ? at[name] : undefined;
    if (below !== undefined && below !== null && !isTree(below)) {
      throw new UsageError(`--${option} goes below a plain value.`, 'Give one or the other.');
    }
    const made: Tree = below ?? (next.kind === 'member' ? {} : ([] as unknown as Tree));
    at[name] = made;
    at = made;
  }
}
