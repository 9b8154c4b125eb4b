import { byText, docCode, docComment, docText, propertyKey, quote } from '../text.js';
import {
  type AttributeOwner,
  OWNERS,
  type StoreAttribute,
  type StoreAttributes,
} from './attributes.js';

/** Attributes with more options than this have the type of any label. */
const MOST_OPTIONS = 60;

const NAMES: Readonly<Record<AttributeOwner, string>> = {
  product: 'ProductAttributes',
  category: 'CategoryAttributes',
  customer: 'CustomerAttributes',
  customerAddress: 'CustomerAddressAttributes',
};

const DOCS: Readonly<Record<AttributeOwner, string>> = {
  product:
    'Custom attributes of products, with labels for ids, for `commerce<ProductAttributes>(client)`. What that reads has no nulls; null clears.',
  category: 'Custom attributes of categories, as values of `custom_attributes`.',
  customer: 'Custom attributes of customers, as values of `custom_attributes`.',
  customerAddress: 'Custom attributes of addresses, as values of `custom_attributes`.',
};

/** The types of a store's attributes; undefined when it has none. */
export function emitAttributes(
  attributes: StoreAttributes,
): { readonly text: string; readonly types: readonly string[] } | undefined {
  const owners = OWNERS.filter((owner) => (attributes[owner] ?? []).length > 0);
  if (owners.length === 0) return undefined;
  const blocks = owners.map((owner) => {
    const members = [...(attributes[owner] ?? [])]
      .sort((a, b) => byText(a.code, b.code))
      .map((one) => memberText(one, owner));
    return `${docComment([DOCS[owner]])}export interface ${NAMES[owner]} {\n${members.join('')}}\n`;
  });
  const id = `/** An option by its id, where no label stands for it alone. */
export interface OptionId {
  readonly option: string;
}
`;
  const shared = owners.includes('product') ? [id] : [];
  const types = [
    ...owners.map((owner) => NAMES[owner]),
    ...(shared.length > 0 ? ['OptionId'] : []),
  ];
  return { text: [...shared, ...blocks].join('\n'), types: types.sort(byText) };
}

function memberText(attribute: StoreAttribute, owner: AttributeOwner): string {
  const isProduct = owner === 'product';
  const type = isProduct ? labelledType(attribute) : rawType(attribute);
  const { code, label, options } = attribute;
  const ids = options.map(({ id, label: text }) => `${docCode(id)} ${docText(text)}`).join(', ');
  const isListed = !isProduct && options.length > 0 && options.length <= MOST_OPTIONS;
  const doc = [docText(label), ...(isListed ? [ids] : [])].filter((text) => text !== '').join(': ');
  const comment = doc === '' ? '' : docComment([doc], '  ');
  return `${comment}  ${propertyKey(code)}?: ${type} | null;\n`;
}

/** As `magekit/commerce` reads and writes values. */
function labelledType(attribute: StoreAttribute): string {
  const { input, type, options } = attribute;
  if (input === 'boolean') return 'boolean';
  if (input === 'multiselect') return `(${labels(attribute)})[]`;
  if (input === 'select' && (options.length > 0 || type === 'int')) return labels(attribute);
  if (input === 'datetime') return 'Date | string';
  if (input === 'date') return 'string';
  return type === 'decimal' || type === 'int' ? 'number' : 'string';
}

/** Labels that stand for one option alone; any other is named by its id. */
function labels({ options }: StoreAttribute): string {
  const counts = new Map<string, number>();
  for (const { label } of options) counts.set(label, (counts.get(label) ?? 0) + 1);
  const unique = [...counts]
    .filter(([label, n]) => n === 1 && label !== '')
    .map(([label]) => label);
  if (unique.length === 0 || unique.length > MOST_OPTIONS) return 'string | OptionId';
  return [...unique.sort(byText).map(quote), 'OptionId'].join(' | ');
}

/** As the API has them: ids, `0` and `1`, and text for everything else. */
function rawType({ input, options }: StoreAttribute): string {
  if (input === 'boolean') return `'0' | '1'`;
  if (input !== 'select' || options.length === 0 || options.length > MOST_OPTIONS) return 'string';
  return [...new Set(options.map(({ id }) => id))].sort(byText).map(quote).join(' | ');
}
