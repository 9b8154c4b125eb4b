import { UsageError } from './usage-error.js';

/** What `--fields` asks for. */
export interface Fields {
  /** Columns of a table; undefined where Magento's own text is given, which names none. */
  readonly columns: readonly string[] | undefined;
  /** What the store has to send, as the option `fields` of a walk. */
  readonly filter: string | readonly string[];
}

/**
 * The response filter for a path of members: `billing_address.city` → `billing_address[city]`. Places in
 * lists are left out, and what is below `custom_attributes` are codes, which no filter knows.
 */
function filterOf(path: string): string {
  const names = path.split('.').filter((name) => !/^\d+$/.test(name));
  const attributes = names.indexOf('custom_attributes');
  const known = attributes < 0 ? names : names.slice(0, attributes + 1);
  return known.join('[') + ']'.repeat(known.length - 1);
}

/**
 * Reads `--fields sku,price,custom_attributes.color`, or Magento's own `sku,options[title]`.
 * @throws UsageError for an empty name
 */
export function readFields(text: string): Fields {
  if (text.includes('[')) return { columns: undefined, filter: text };
  const columns = text.split(',').map((one) => one.trim());
  if (columns.some((column) => column.split('.').includes(''))) {
    throw new UsageError(`--fields has an empty name: "${text}".`);
  }
  return { columns, filter: [...new Set(columns.map(filterOf))] };
}
