import { type Call, type Handlers, pathId, pathText } from '../../call.js';
import { failure } from '../../errors.js';
import { type JsonObject, listAt, numberAt, objectAt, objectsAt, textAt } from '../../json.js';
import type { Product } from '../../store/rows.js';
import { findProduct, productBySku } from '../../store/stock.js';
import { nextId, type World } from '../../store/world.js';
import { renderProduct } from '../products/render.js';
import { dropPart, partsOf, productOfPath, putPart } from './rows.js';

const list = 'configurable_product_options';
const path = '/V1/configurable-products/{sku}';

/** Options of configurable products, and the variants behind them. */
export const configurableHandlers: Handlers = {
  [`GET ${path}/children`]: (call) =>
    childrenOf(call, productOfPath(call)).map((child) => {
      const whole = renderProduct(call.world, child, call.store.id, 'list');
      // Magento reads less of a variant than of a product.
      const { extension_attributes, options, media_gallery_entries, ...rest } = whole;
      return rest;
    }),
  [`POST ${path}/child`]: (call) => {
    const product = configurableOfPath(call);
    const child = productBySku(call.world, textAt(call.input, 'childSku') ?? '');
    const ids = childIds(product);
    if (ids.includes(child.id)) throw failure(400, 'The product is already attached.');
    setChildren(product, [...ids, child.id]);
    return true;
  },
  [`DELETE ${path}/children/{childSku}`]: (call) => {
    const product = configurableOfPath(call);
    const child = findProduct(call.world, pathText(call, 'childSku'));
    const ids = childIds(product);
    if (child === undefined || !ids.includes(child.id)) {
      throw failure(
        404,
        "The option that was requested doesn't exist. Verify the entity and try again.",
      );
    }
    setChildren(
      product,
      ids.filter((id) => id !== child.id),
    );
    return true;
  },
  [`GET ${path}/options/all`]: (call) => partsOf(configurableOfPath(call), list),
  [`GET ${path}/options/{id}`]: (call) => optionOfPath(call).option,
  [`POST ${path}/options`]: (call) => {
    const product = productOfPath(call);
    const option = optionFrom(call.world, product, objectAt(call.input, 'option'));
    putPart(product, list, 'id', option);
    return String(option.id);
  },
  [`PUT ${path}/options/{id}`]: (call) => {
    const { product, option } = optionOfPath(call);
    const changed = { ...option, ...objectAt(call.input, 'option'), id: option.id };
    putPart(product, list, 'id', changed);
    return option.id;
  },
  [`DELETE ${path}/options/{id}`]: (call) => {
    const { product, option } = optionOfPath(call);
    dropPart(product, list, option);
    return true;
  },
  // Nothing is stored: it answers what the variants would be.
  'PUT /V1/configurable-products/variation': ({ input }) => variations(input),
};

function configurableOfPath(call: Call): Product {
  const product = productOfPath(call);
  if (product.typeId === 'configurable') return product;
  throw failure(400, 'This is implemented for the %1 configurable product only.', [product.sku]);
}

function childIds(product: Product): readonly number[] {
  return listAt(product.extra, 'configurable_product_links').map(Number);
}

function setChildren(product: Product, ids: readonly number[]): void {
  product.extra = { ...product.extra, configurable_product_links: ids };
}

function childrenOf({ world }: Call, product: Product): readonly Product[] {
  return childIds(product).flatMap((id) => world.products.get(id) ?? []);
}

function optionOfPath(call: Call): { product: Product; option: JsonObject } {
  const product = configurableOfPath(call);
  const id = pathId(call, 'id');
  const option = partsOf(product, list).find((one) => Number(one.id) === id);
  if (option !== undefined) return { product, option };
  const message =
    'The "%1" entity that was requested doesn\'t exist. Verify the entity and try again.';
  throw failure(404, message, [id]);
}

function optionFrom(world: World, product: Product, sent: JsonObject): JsonObject {
  if (numberAt(sent, 'attribute_id') === undefined) {
    throw failure(400, 'Option attribute ID is not specified.');
  }
  if ((textAt(sent, 'label') ?? '') === '') throw failure(400, 'Option label is not specified.');
  const values = objectsAt(sent, 'values');
  if (values.length === 0) throw failure(400, 'Option values are not specified.');
  if (values.some((value) => numberAt(value, 'value_index') === undefined)) {
    throw failure(400, 'Value index is not specified for an option.');
  }
  product.typeId = 'configurable';
  const { is_use_default, ...option } = sent;
  return {
    ...option,
    id: nextId(world, 'configurableOption'),
    position: numberAt(sent, 'position') ?? 0,
    product_id: product.id,
  };
}

function variations(input: JsonObject): readonly JsonObject[] {
  const product = objectAt(input, 'product');
  const lists = objectsAt(input, 'options').map((option) =>
    objectsAt(option, 'values').map((value) => String(value.value_index)),
  );
  const combined = lists.reduce<readonly string[]>(
    (found, values) => found.flatMap((head) => values.map((value) => `${head}-${value}`)),
    [''],
  );
  return combined
    .filter((tail) => tail !== '')
    .map((tail) => ({
      ...product,
      sku: `${textAt(product, 'sku') ?? ''}${tail}`,
      name: `${textAt(product, 'name') ?? ''}${tail}`,
      price: 0,
      visibility: 1,
    }));
}
