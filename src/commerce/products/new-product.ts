import { list } from '../../../generated/resources/productAttributeSets.js';
import type { Client } from '../../client/types.js';
import { InputError } from '../../errors/input-error.js';
import type { ProductInput } from './product-input.js';

/** Types whose price comes from their parts. */
const WITHOUT_PRICE = ['configurable', 'bundle', 'grouped'];

async function attributeSetId(
  client: Client,
  asked: number | string,
  signal: AbortSignal | undefined,
): Promise<number> {
  if (typeof asked === 'number') return asked;
  const { items } = await list(
    client,
    { searchCriteria: { pageSize: 100 } },
    { store: 'all', signal },
  );
  const found = items.find(({ attribute_set_name: name }) => name === asked);
  if (found?.attribute_set_id !== undefined) return found.attribute_set_id;
  const names = items.map(({ attribute_set_name: name }) => JSON.stringify(name)).join(', ');
  throw new InputError(
    `There is no attribute set "${asked}". Name one of them in attributeSet, or its id: ${names}.`,
  );
}

/**
 * The members only a new product needs.
 * @throws InputError that names what is missing
 */
export async function newProductMembers<A extends object>(
  client: Client,
  input: ProductInput<A>,
  scope: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly attribute_set_id: number; readonly type_id: string }> {
  const { sku, name, price, type = 'simple', attributeSet = 'Default' } = input;
  if (scope !== 'all') {
    throw new InputError(
      `There is no product "${sku}", and a new one belongs to all store views. Make it with scope: 'all' first.`,
    );
  }
  const missing = [
    ...(name === undefined ? ['name'] : []),
    ...(price === undefined && !WITHOUT_PRICE.includes(type) ? ['price'] : []),
  ];
  if (missing.length > 0) {
    throw new InputError(
      `There is no product "${sku}", and a new one (${type}) needs ${missing.join(' and ')}.`,
    );
  }
  return {
    attribute_set_id: await attributeSetId(client, attributeSet, signal),
    type_id: type,
  };
}
