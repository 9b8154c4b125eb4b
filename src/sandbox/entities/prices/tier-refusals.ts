import { internalError } from '../../errors.js';
import { type Json, numberAt, objectAt, textAt } from '../../json.js';
import { given, type Refusal, type Row } from './rows.js';

const rowText =
  ' Row ID: SKU = %SKU, Website ID: %websiteId, Customer Group: %customerGroup, Quantity: %qty.';
const duplicate =
  'We found a duplicate website, tier price, customer group and quantity: ' +
  'Customer Group = %customerGroup, Website ID = %websiteId, Quantity = %qty.';

/**
 * What speaks against a tier price. The text is left unfilled and the parameters are listed by position.
 *
 * @param groupId - of the customer group; undefined when there is none of that name
 * @param keepsOthers - whether the product keeps the tier prices it has, which may collide
 */
export function tierRefusals(
  row: Row,
  groupId: number | undefined,
  keepsOthers: boolean,
): readonly Refusal[] {
  const { input, product } = row;
  // PHP dies of a group that is not named at all.
  if (textAt(input, 'customer_group') === undefined) throw internalError();
  const place = ['sku', 'website_id', 'customer_group', 'quantity'].map((name) =>
    given(input, name),
  );
  const refuse = (problem: string, ...first: readonly Json[]): Refusal => ({
    message: `${problem}${rowText}`,
    parameters: [...first, ...place],
  });
  const price = numberAt(input, 'price');
  const quantity = numberAt(input, 'quantity');
  const website = numberAt(input, 'website_id');
  const type = given(input, 'price_type');
  const found: Refusal[] = [];
  if (product === undefined) found.push(refuse('Invalid attribute SKU = %SKU.'));
  if (price === undefined || price < 0) {
    found.push(refuse('Invalid attribute Price = %price.', given(input, 'price')));
  }
  if (type !== 'fixed' && type !== 'discount') {
    found.push(refuse('Invalid attribute Price Type = %priceType.', type));
  }
  if (quantity === undefined || quantity < 1) {
    found.push(refuse('Invalid attribute Quantity = %qty.'));
  }
  if (website !== 0 && website !== 1) {
    found.push(refuse('Invalid attribute Website ID = %websiteId.'));
  }
  if (groupId === undefined) {
    found.push(refuse('No such entity with Customer Group = %customerGroup.'));
  }
  if (keepsOthers && website !== 0 && collides(row, groupId)) {
    const group = textAt(input, 'customer_group')?.toLowerCase() ?? null;
    const parameters = [place[0] ?? null, '0', group, (quantity ?? 0).toFixed(4)];
    found.push({ message: `${duplicate}${rowText}`, parameters });
  }
  return found;
}

/** Whether the product has such a tier price for all websites. */
function collides({ input, product }: Row, groupId: number | undefined): boolean {
  return (product?.tierPrices ?? []).some(
    (entry) =>
      entry.customer_group_id === groupId &&
      entry.qty === numberAt(input, 'quantity') &&
      numberAt(objectAt(entry, 'extension_attributes'), 'website_id') === 0,
  );
}
