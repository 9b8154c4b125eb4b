import { magentoDate } from '../encode.js';
import { InputError } from '../errors/input-error.js';
import { CONDITIONS, type Condition, isCondition, type ValueKind } from './conditions.js';

/** A checked comparison, as plain JSON. */
export interface PlainFilter {
  readonly field: string;
  /** Missing with `null` and `notnull` only. */
  readonly value?: string | number | readonly (string | number)[];
  readonly conditionType: Condition;
}

const WANTED: Readonly<Record<Exclude<ValueKind, 'none'>, string>> = {
  equality: 'one text, number, boolean or Date',
  ordering: 'one text, number or Date',
  matching: 'one text',
  membership: 'one text without a comma, or one number',
  list: 'a list of texts and numbers',
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

function listOf(value: unknown): readonly (string | number)[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const list: readonly unknown[] = value;
  return list.every((one) => isText(one) || isNumber(one)) ? [...list] : undefined;
}

/** A value as it is sent, or undefined where it is of the wrong kind. */
function plainValue(kind: ValueKind, value: unknown): PlainFilter['value'] {
  if (kind === 'list') return listOf(value);
  if (isText(value)) return kind === 'membership' && value.includes(',') ? undefined : value;
  if (isNumber(value)) return kind === 'matching' ? undefined : value;
  if (value instanceof Date && (kind === 'equality' || kind === 'ordering')) {
    return magentoDate(value);
  }
  // MySQL compares text with false as 0, but PHP would write it as an empty value.
  return typeof value === 'boolean' && kind === 'equality' ? Number(value) : undefined;
}

function conditionOf(name: unknown): Condition {
  if (isCondition(name)) return name;
  throw new InputError(
    `Magento has no condition "${String(name)}" and would silently match nothing. It has ${Object.keys(CONDITIONS).join(', ')}.`,
  );
}

const MEMBERS = ['field', 'value', 'conditionType'];

/**
 * Checks one comparison and makes it plain JSON: dates as text, lists copied.
 * @throws InputError for what Magento would silently answer with nothing
 */
export function plainFilter(filter: unknown): PlainFilter {
  if (typeof filter !== 'object' || filter === null) {
    throw new InputError(`A filter is an object with ${MEMBERS.join(', ')}.`);
  }
  const { field, value, conditionType: name = 'eq', ...rest } = filter as Record<string, unknown>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) {
    throw new InputError(`A filter has no "${unknown}"; it has ${MEMBERS.join(', ')}.`);
  }
  const conditionType = conditionOf(name);
  if (!isText(field) || field === '') throw new InputError('A filter needs a field.');
  const kind = CONDITIONS[conditionType];
  if (kind === 'none') {
    if (value === undefined) return { field, conditionType };
    throw new InputError(`"${conditionType}" on "${field}" takes no value.`);
  }
  if (value === undefined) {
    throw new InputError(`The filter on "${field}" has no value, which matches nothing.`);
  }
  if (kind === 'list' && Array.isArray(value) && value.length === 0) {
    throw new InputError(
      `The filter on "${field}" has an empty list. Leave the filter out, or do not ask at all.`,
    );
  }
  const plain = plainValue(kind, value);
  if (plain !== undefined) return { field, value: plain, conditionType };
  throw new InputError(`"${conditionType}" on "${field}" takes ${WANTED[kind]}.`);
}
