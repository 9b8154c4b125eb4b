import { InputError } from '../../errors/input-error.js';

/** A column with a header of its own. */
export interface CsvColumn<Item> {
  readonly header: string;
  /** A path, or a function of the item. */
  readonly value: CsvPath<Item> | ((item: Item) => unknown);
}

/**
 * Members by name with dots between, such as `price`, `billing_address.city` or `items.0.sku`. After
 * `custom_attributes` comes the code of an attribute.
 */
export type CsvPath<Item> = (keyof Item & string) | (string & {});

/** A column as it is used. */
export interface Column<Item> {
  readonly header: string;
  /** Undefined where the value comes from a function. */
  readonly path: string | undefined;
  readonly read: (item: Item) => unknown;
}

interface Attribute {
  readonly attribute_code?: unknown;
  readonly value?: unknown;
}

function attribute(list: readonly Attribute[], code: string): unknown {
  return list.find(({ attribute_code }) => attribute_code === code)?.value;
}

function member(value: unknown, name: string, parent: string | undefined): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (parent === 'custom_attributes' && Array.isArray(value)) return attribute(value, name);
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

function reader(path: string): (item: unknown) => unknown {
  const names = path.split('.');
  if (names.includes('')) {
    throw new InputError(`The CSV column "${path}" has an empty name in its path.`);
  }
  return (item) => names.reduce((value, name, at) => member(value, name, names[at - 1]), item);
}

/**
 * Columns with what reads them.
 * @throws InputError without columns, for two of one header, and for a path with an empty name
 */
export function readColumns<Item>(
  columns: readonly (CsvPath<Item> | CsvColumn<Item>)[],
): readonly Column<Item>[] {
  const read = columns.map((column): Column<Item> => {
    const { header, value } =
      typeof column === 'string' ? { header: column, value: column } : (column as CsvColumn<Item>);
    return typeof value === 'function'
      ? { header, path: undefined, read: value }
      : { header, path: value, read: reader(value) };
  });
  const headers = read.map(({ header }) => header);
  const twice = headers.find((header, at) => headers.indexOf(header) !== at);
  if (read.length === 0) throw new InputError('A CSV export needs at least one column.');
  if (twice !== undefined) {
    throw new InputError(`Two CSV columns have the header "${twice}"; give one another header.`);
  }
  return read;
}
