import { type Call, type Handlers, pathText } from '../../call.js';
import { failure, missing, noSuchEntity } from '../../errors.js';
import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../../json.js';
import type { Product } from '../../store/rows.js';
import { findProduct } from '../../store/stock.js';
import type { World } from '../../store/world.js';
import { productOfPath } from './rows.js';

/** Products that go with a product: related ones, those to buy instead or as well, parts of a group. */
export const productLinkHandlers: Handlers = {
  'GET /V1/products/links/types': () =>
    Object.entries(types).map(([name, code]) => ({ code, name })),
  'GET /V1/products/links/{type}/attributes': (call) => {
    const quantity = { code: 'qty', type: 'decimal' };
    const position = { code: 'position', type: 'int' };
    return checkedType(call) === 'associated' ? [position, quantity] : [position];
  },
  'GET /V1/products/{sku}/links/{type}': (call) => {
    const { links } = productOfPath(call);
    const type = checkedType(call);
    return links.filter(({ link_type }) => link_type === type);
  },
  'POST /V1/products/{sku}/links': (call) => {
    const product = productOfPath(call);
    const items = objectsAt(call.input, 'items');
    if (items.length === 0) throw invalid('items', 'empty array');
    for (const item of items) putLink(call.world, product, item);
    return true;
  },
  'PUT /V1/products/{sku}/links': (call) => {
    putLink(call.world, productOfPath(call), objectAt(call.input, 'entity'));
    return true;
  },
  'DELETE /V1/products/{sku}/links/{type}/{linkedProductSku}': (call) => {
    const product = productOfPath(call);
    const [type, sku] = [checkedType(call), pathText(call, 'linkedProductSku')];
    const found = product.links.find(
      (link) => link.link_type === type && link.linked_product_sku === sku,
    );
    if (found === undefined) {
      const message = "Product %1 doesn't have linked %2 as %3";
      throw failure(404, message, [product.sku, sku, type]);
    }
    product.links = product.links.filter((link) => link !== found);
    return true;
  },
};

const types: Readonly<Record<string, number>> = {
  related: 1,
  crosssell: 5,
  upsell: 4,
  associated: 3,
};

function checkedType(call: Call): string {
  const type = pathText(call, 'type');
  if (Object.hasOwn(types, type)) return type;
  throw failure(404, 'The "%1" link type is unknown. Verify the type and try again.', [type]);
}

function putLink(world: World, product: Product, sent: JsonObject): void {
  const { sku, link_type, linked_product_sku } = sent;
  if (link_type === undefined || link_type === null) throw missing('linkType');
  const linked = findProduct(world, textAt(sent, 'linked_product_sku') ?? '');
  if (sku === undefined || linked === undefined) {
    throw failure(400, 'The linked products data is invalid. Verify the data and try again.');
  }
  if (!Object.hasOwn(types, String(link_type))) throw noSuchEntity('link_type', link_type);
  const others = product.links.filter(
    (link) => link.link_type !== link_type || link.linked_product_sku !== linked_product_sku,
  );
  const quantity = numberAt(objectAt(sent, 'extension_attributes'), 'qty');
  const link: JsonObject = {
    sku: product.sku,
    link_type,
    linked_product_sku: linked.sku,
    linked_product_type: linked.typeId,
    position: numberAt(sent, 'position') ?? 0,
    ...(quantity !== undefined && { extension_attributes: { qty: quantity } }),
  };
  product.links = [...others, link];
}

function invalid(fieldName: string, value: string): Error {
  const message = 'Invalid value of "%value" provided for the %fieldName field.';
  return failure(400, message, { fieldName, value });
}
