import { fromMagentoDate } from '../dates.js';
import type { Definition } from './definitions.js';
import type { AttributeValue } from './values.js';

const isNumeric = (text: string) => /^-?\d+(?:\.\d+)?$/.test(text);

/** The label of an id, or the id marked as such when it has none. */
function labelled({ options }: Definition, id: string): string | { option: string } {
  const found = options.find((option) => option.id === id);
  const isOnlyOne = options.filter(({ label }) => label === found?.label).length === 1;
  return found && isOnlyOne ? found.label : { option: id };
}

/** A moment, or the text as it is when it is none. */
function moment(text: string): Date | string {
  try {
    return fromMagentoDate(text);
  } catch {
    return text;
  }
}

function fromText(definition: Definition, text: string): AttributeValue {
  const { input, type, options } = definition;
  if (input === 'boolean') return text === '1' ? true : text === '0' ? false : text;
  if (input === 'multiselect') {
    return text === '' ? [] : text.split(',').map((id) => labelled(definition, id));
  }
  if (input === 'select' && (options.length > 0 || type === 'int')) {
    return text === '' ? null : labelled(definition, text);
  }
  if (input === 'date') return text.replace(/ 00:00:00$/, '');
  if (input === 'datetime') return moment(text);
  if ((type === 'decimal' || type === 'int') && isNumeric(text)) return Number(text);
  return text;
}

/** A value of an answer as a person would say it; what cannot be told stays as it came. */
export function decodeValue(definition: Definition | undefined, value: unknown): AttributeValue {
  if (value === null || value === undefined) return null;
  if (definition === undefined || (typeof value !== 'string' && typeof value !== 'number')) {
    return value as AttributeValue;
  }
  return fromText(definition, String(value));
}
