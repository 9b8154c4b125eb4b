import type { CatalogProduct, CatalogProductInput } from '../../../generated/types/catalog.js';
import type { Context } from '../context.js';
import type { ProductWarning } from '../warnings.js';
import { ownValues } from './product-body.js';
import type { ProductInput } from './product-input.js';

const LISTS = ['media_gallery_entries', 'options', 'tier_prices', 'product_links'] as const;
const EXTENSION_LISTS = ['website_ids', 'category_links'] as const;

/** Decimals come back with other digits than they were sent with. */
function same(a: unknown, b: unknown): boolean {
  const [left, right] = [String(a), String(b)];
  if (left === right) return true;
  return left.trim() !== '' && right.trim() !== '' && Number(left) === Number(right);
}

/** Lists in `raw` that take the place of what was there. */
export function listWarnings<A extends object>(
  { sku, raw }: ProductInput<A>,
  scope: string,
): readonly ProductWarning[] {
  if (raw === undefined) return [];
  const codes = [
    ...LISTS.filter((name) => raw[name] !== undefined),
    ...EXTENSION_LISTS.filter((name) => raw.extension_attributes?.[name] !== undefined),
  ];
  if (codes.length === 0) return [];
  const message = `"${sku}": Magento replaces ${codes.join(', ')} as a whole; what is not in the list is gone.`;
  return [{ kind: 'list-replaced', sku, scope, codes, message }];
}

/**
 * What a write to a store view does besides what it says: a value equal to that of all store views stops
 * following it, as when a whole fetched product is sent back; a global attribute changes everywhere.
 */
export async function viewWarnings<A extends object>(
  { definitions }: Context,
  input: ProductInput<A>,
  body: CatalogProductInput,
  inAll: CatalogProduct,
  scope: string,
  signal: AbortSignal | undefined,
): Promise<readonly ProductWarning[]> {
  if (scope === 'all') return [];
  const { sku } = input;
  const custom = (
    list: CatalogProductInput['custom_attributes'] | CatalogProduct['custom_attributes'],
  ) => (list ?? []).map(({ attribute_code: code, value }): [string, unknown] => [code, value]);
  const sent = new Map<string, unknown>([
    ...Object.entries(ownValues(input)),
    ...custom(body.custom_attributes),
  ]);
  const global = new Map<string, unknown>([
    ...Object.entries(inAll),
    ...custom(inAll.custom_attributes),
  ]);
  const known = await definitions.get([...sent.keys()], 'all', signal);
  const codes = [...sent.keys()];
  const everywhere = codes.filter(
    (code) => known.get(code)?.scope === 'global' && !same(sent.get(code), global.get(code)),
  );
  const fixed = codes.filter(
    (code) =>
      known.get(code)?.scope !== 'global' &&
      sent.get(code) !== null &&
      global.has(code) &&
      same(sent.get(code), global.get(code)),
  );
  const warnings: ProductWarning[] = [];
  if (fixed.length > 0) {
    const message = `"${sku}": ${fixed.join(', ')} in store view "${scope}" equal the values of all store views. They are stored for the view now and no longer follow. Send only what differs.`;
    warnings.push({ kind: 'default-switched-off', sku, scope, codes: fixed, message });
  }
  if (everywhere.length > 0) {
    const message = `"${sku}": ${everywhere.join(', ')} have no values of store views. The change shows everywhere, not only in "${scope}".`;
    warnings.push({ kind: 'applies-everywhere', sku, scope, codes: everywhere, message });
  }
  return warnings;
}
