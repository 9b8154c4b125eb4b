import { internalError } from '../errors.js';
import type { Json } from '../json.js';

/** Whether a column's value meets a condition. */
export type Test = (column: Json | undefined) => boolean;

/** Whether a column's value meets a condition, as the database sees it. */
export function meets(column: Json | undefined, condition: string, value: string | null): boolean {
  return testOf(condition, value)(column);
}

/** The test of a condition, to be put to many values. */
export function testOf(condition: string, value: string | null): Test {
  const kind = condition.toLowerCase();
  // Without a value the comparison is with NULL, which nothing meets.
  if (value === null) return () => false;
  if (kind === 'finset' || kind === 'nfinset') {
    return (column) => inSet(column, value) === (kind === 'finset');
  }
  const test = scalarTest(kind, value);
  const testAny: Test = (column) => {
    // A list column (category_ids) holds as soon as one of its members does.
    if (Array.isArray(column)) return column.some((item: Json) => testAny(item));
    if (column === null || column === undefined) return kind === 'null';
    return test(scalar(column));
  };
  return testAny;
}

type ScalarTest = (column: string | number) => boolean;

function scalarTest(kind: string, value: string): ScalarTest {
  const against = comparedWith(value);
  switch (kind) {
    case 'neq':
      return (column) => against(column) !== 0;
    case 'gt':
      return (column) => against(column) > 0;
    case 'gteq':
    case 'from':
      return (column) => against(column) >= 0;
    case 'lt':
      return (column) => against(column) < 0;
    case 'lteq':
    case 'to':
      return (column) => against(column) <= 0;
    case 'in':
      return inList(value);
    case 'nin':
      return not(inList(value));
    case 'like':
      return like(value);
    case 'nlike':
      return not(like(value));
    case 'fulltext':
      return like(`%${value}%`);
    case 'null':
      return () => false;
    case 'notnull':
      return () => true;
    case 'regexp':
      return matching(value);
    case 'seq':
      return (column) => value !== '' && against(column) === 0;
    case 'sneq':
      return (column) => value === '' || against(column) !== 0;
    case 'ntoa':
      return () => false;
    default:
      // Magento does not refuse a condition it does not know: it compares for equality.
      return (column) => against(column) === 0;
  }
}

/** MySQL's comparison: numbers with numbers, text without regard to case or trailing spaces. */
export function compare(column: string | number, value: string): number {
  return comparedWith(value)(column);
}

/** {@link compare} with one value, to be put to many columns: below 0 where the column is less. */
export function comparedWith(value: string): (column: string | number) => number {
  const [number, text] = [leadingNumber(value), fold(value)];
  const date = isDate(text) ? dateText(text) : undefined;
  return (column) => {
    if (typeof column === 'number') return column - number;
    const folded = fold(column);
    return date !== undefined && isDate(folded)
      ? order(dateText(folded), date)
      : order(folded, text);
  };
}

/** What a text is sorted by: texts of equal keys are equal to MySQL. */
export function collated(text: string): string {
  if (isFullDate(text)) return text;
  const folded = fold(text);
  return isDate(folded) ? dateText(folded) : folded;
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

function isFullDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text);
}

/** The database takes ISO 8601 too; the zone is dropped, not converted. */
function dateText(text: string): string {
  if (isFullDate(text)) return text;
  const day = text.slice(0, 10);
  const time = /[t ](\d\d:\d\d(?::\d\d)?)/.exec(text)?.[1] ?? '00:00:00';
  return `${day} ${time.length === 5 ? `${time}:00` : time}`;
}

function scalar(column: Json): string | number {
  if (typeof column === 'boolean') return column ? 1 : 0;
  return typeof column === 'number' ? column : String(column);
}

function not(test: ScalarTest): ScalarTest {
  return (column) => !test(column);
}

/** A pattern the database cannot read kills the query. */
function matching(source: string): ScalarTest {
  let pattern: RegExp;
  return (column) => {
    pattern ??= readPattern(source);
    return pattern.test(String(column));
  };
}

function readPattern(source: string): RegExp {
  try {
    return new RegExp(source, 'i');
  } catch {
    throw internalError();
  }
}

/** Split on every comma, nothing trimmed in front. */
function inList(value: string): ScalarTest {
  const items = value.split(',').map(comparedWith);
  return (column) => items.some((against) => against(column) === 0);
}

function like(text: string): ScalarTest {
  const source = text.replace(/[\\^$.*+?()[\]{}|]|%|_/g, (char) =>
    char === '%' ? '[\\s\\S]*' : char === '_' ? '[\\s\\S]' : `\\${char}`,
  );
  const pattern = new RegExp(`^${source}$`, 'i');
  return (column) => pattern.test(String(column));
}

/** FIND_IN_SET; `category_ids` is no column, so the query dies. */
function inSet(column: Json | undefined, value: string): boolean {
  if (Array.isArray(column)) throw internalError();
  return column !== null && column !== undefined && String(column).split(',').includes(value);
}
