import { internalError } from '../errors.js';
import type { Json } from '../json.js';

/** Whether a column's value meets a condition, as the database sees it. */
export function meets(column: Json | undefined, condition: string, value: string | null): boolean {
  const kind = condition.toLowerCase();
  // Without a value the comparison is with NULL, which nothing meets.
  if (value === null) return false;
  if (kind === 'finset' || kind === 'nfinset') return inSet(column, value) === (kind === 'finset');
  // A list column (category_ids) holds as soon as one of its members does.
  if (Array.isArray(column)) return column.some((item: Json) => meets(item, kind, value));
  if (column === null || column === undefined) return kind === 'null';
  return meetsScalar(scalar(column), kind, value);
}

function meetsScalar(column: string | number, kind: string, value: string): boolean {
  switch (kind) {
    case 'neq':
      return compare(column, value) !== 0;
    case 'gt':
      return compare(column, value) > 0;
    case 'gteq':
    case 'from':
      return compare(column, value) >= 0;
    case 'lt':
      return compare(column, value) < 0;
    case 'lteq':
    case 'to':
      return compare(column, value) <= 0;
    case 'in':
      return inList(column, value);
    case 'nin':
      return !inList(column, value);
    case 'like':
      return like(column, value);
    case 'nlike':
      return !like(column, value);
    case 'fulltext':
      return like(column, `%${value}%`);
    case 'null':
      return false;
    case 'notnull':
      return true;
    case 'regexp':
      return pattern(value).test(String(column));
    case 'seq':
      return value === '' ? false : compare(column, value) === 0;
    case 'sneq':
      return value === '' ? true : compare(column, value) !== 0;
    case 'ntoa':
      return false;
    default:
      // Magento does not refuse a condition it does not know: it compares for equality.
      return compare(column, value) === 0;
  }
}

/** MySQL's comparison: numbers with numbers, text without regard to case or trailing spaces. */
export function compare(column: string | number, value: string): number {
  if (typeof column === 'number') return column - leadingNumber(value);
  const [a, b] = [fold(column), fold(value)];
  if (isDate(a) && isDate(b)) return order(dateText(a), dateText(b));
  return order(a, b);
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function leadingNumber(text: string): number {
  return Number.parseFloat(text) || 0;
}

function fold(text: string): string {
  return text.toLowerCase().trimEnd();
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(text);
}

/** The database takes ISO 8601 too; the zone is dropped, not converted. */
function dateText(text: string): string {
  const day = text.slice(0, 10);
  const time = /[t ](\d\d:\d\d(?::\d\d)?)/.exec(text)?.[1] ?? '00:00:00';
  return `${day} ${time.length === 5 ? `${time}:00` : time}`;
}

function scalar(column: Json): string | number {
  if (typeof column === 'boolean') return column ? 1 : 0;
  return typeof column === 'number' ? column : String(column);
}

/** A pattern the database cannot read kills the query. */
function pattern(source: string): RegExp {
  try {
    return new RegExp(source, 'i');
  } catch {
    throw internalError();
  }
}

/** Split on every comma, nothing trimmed in front. */
function inList(column: string | number, value: string): boolean {
  return value.split(',').some((item) => compare(column, item) === 0);
}

function like(column: string | number, text: string): boolean {
  const source = text.replace(/[\\^$.*+?()[\]{}|]|%|_/g, (char) =>
    char === '%' ? '[\\s\\S]*' : char === '_' ? '[\\s\\S]' : `\\${char}`,
  );
  return new RegExp(`^${source}$`, 'i').test(String(column));
}

/** FIND_IN_SET; `category_ids` is no column, so the query dies. */
function inSet(column: Json | undefined, value: string): boolean {
  if (Array.isArray(column)) throw internalError();
  return column !== null && column !== undefined && String(column).split(',').includes(value);
}
