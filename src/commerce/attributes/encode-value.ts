import { InputError } from '../../errors/input-error.js';
import { fromMagentoDate, toMagentoDate } from '../dates.js';
import type { Definition } from './definitions.js';
import { isOptionId } from './values.js';

/** Finds the id of an option's label. */
export type FindOption = (label: string) => Promise<string>;

const OWN_ARRAYS = ['category_ids'];

function wrong({ code, input }: Definition, expected: string): InputError {
  return new InputError(`Attribute "${code}" (${input}) takes ${expected}.`);
}

async function optionId(
  definition: Definition,
  value: unknown,
  findOption: FindOption,
): Promise<string> {
  if (isOptionId(value)) return value.option;
  if (typeof value === 'string' && value.trim() !== '') return findOption(value);
  throw wrong(definition, "the label of an option, or { option: '4' } for an id");
}

async function optionIds(
  definition: Definition,
  value: unknown,
  findOption: FindOption,
): Promise<string | null> {
  if (!Array.isArray(value)) throw wrong(definition, 'a list of labels');
  const ids: string[] = [];
  // One after the other: two new labels of one attribute must not be made at once.
  for (const one of value) ids.push(await optionId(definition, one, findOption));
  return ids.length === 0 ? null : [...new Set(ids)].join(',');
}

/** A calendar day has no zone; a Date stands for its day in UTC. */
function dayText(definition: Definition, value: unknown): string {
  if (value instanceof Date) return toMagentoDate(value).slice(0, 10);
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(?: 00:00:00)?$/.test(value)) {
    throw wrong(definition, "a day like '2026-05-04'");
  }
  return toMagentoDate(fromMagentoDate(value)).slice(0, 10);
}

function momentText(definition: Definition, value: unknown): string {
  if (value instanceof Date) return toMagentoDate(value);
  if (typeof value === 'string') return toMagentoDate(fromMagentoDate(value));
  throw wrong(definition, "a Date, or a text like '2026-05-04 10:30:00' in UTC");
}

function plain(definition: Definition, value: unknown): unknown {
  const { code, input, type } = definition;
  if (type === 'decimal' || type === 'int') {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw wrong(definition, 'a number');
  }
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (Array.isArray(value) && (input === 'weee' || OWN_ARRAYS.includes(code))) return value;
  throw wrong(definition, 'a text');
}

/** A value in the form the API takes: ids for labels, `1` for true, UTC for moments, null to clear. */
export async function encodeValue(
  definition: Definition,
  value: unknown,
  findOption: FindOption,
): Promise<unknown> {
  const { input, options } = definition;
  if (value === null) return null;
  if (input === 'boolean') {
    if (typeof value !== 'boolean') throw wrong(definition, 'true or false');
    // The API refuses true and false themselves.
    return value ? '1' : '0';
  }
  if (input === 'multiselect') return optionIds(definition, value, findOption);
  if (
    input === 'select' &&
    (options.length > 0 || isOptionId(value) || definition.type === 'int')
  ) {
    return optionId(definition, value, findOption);
  }
  if (input === 'date') return dayText(definition, value);
  if (input === 'datetime') return momentText(definition, value);
  return plain(definition, value);
}
