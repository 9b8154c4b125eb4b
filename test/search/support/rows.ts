import type { Comparison } from '../../../src/search/index.js';

/** A column of a row: a text, a number, or nothing. */
export type Cell = string | number | null;

/** What the database sees of two values: letters without case or spaces at the end. */
const seen = (value: unknown) => String(value).toLowerCase().trimEnd();

function order(cell: string | number, value: unknown): number {
  if (typeof cell === 'number') return cell - Number(value);
  const [a, b] = [seen(cell), seen(value)];
  return a === b ? 0 : a < b ? -1 : 1;
}

/** `%` takes any text, `_` one character. */
function matches(text: string, pattern: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '%') {
    return matches(text, pattern.slice(1)) || (text !== '' && matches(text.slice(1), pattern));
  }
  const isSame = text !== '' && (pattern[0] === '_' || pattern[0] === text[0]);
  return isSame && matches(text.slice(1), pattern.slice(1));
}

const asValue = (value: unknown) =>
  value instanceof Date ? value.toISOString().slice(0, 19).replace('T', ' ') : value;

/** Whether a column meets a comparison, said anew without the library. */
export function meets(cell: Cell, [, condition, given]: Comparison): boolean {
  if (cell === null) return condition === 'null';
  const value = asValue(given);
  const list = Array.isArray(value) ? (value as readonly (string | number)[]) : [];
  switch (condition) {
    case 'eq':
      return order(cell, value) === 0;
    case 'neq':
      return order(cell, value) !== 0;
    case 'gt':
      return order(cell, value) > 0;
    case 'gteq':
    case 'from':
      return order(cell, value) >= 0;
    case 'lt':
      return order(cell, value) < 0;
    case 'lteq':
    case 'to':
      return order(cell, value) <= 0;
    case 'like':
      return matches(String(cell).toLowerCase(), String(value).toLowerCase());
    case 'nlike':
      return !matches(String(cell).toLowerCase(), String(value).toLowerCase());
    case 'in':
      return list.some((one) => order(cell, one) === 0);
    case 'nin':
      return !list.some((one) => order(cell, one) === 0);
    case 'finset':
      return String(cell).split(',').includes(String(value));
    case 'nfinset':
      return !String(cell).split(',').includes(String(value));
    case 'null':
      return false;
    case 'notnull':
      return true;
  }
}
