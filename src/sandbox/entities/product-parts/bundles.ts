import { type Call, type Handlers, pathId, pathText } from '../../call.js';
import { failure, noSuchEntity } from '../../errors.js';
import { booleanAt, type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../../json.js';
import { valueIn } from '../../scope.js';
import type { Product } from '../../store/rows.js';
import { findProduct, productBySku } from '../../store/stock.js';
import { nextId, type World } from '../../store/world.js';
import { dropPart, partsOf, productOfPath, putPart } from './rows.js';

const list = 'bundle_product_options';

/** Options of bundles, and the products to choose from in each. */
export const bundleHandlers: Handlers = {
  'GET /V1/bundle-products/options/types': () => [
    { label: 'Drop-down', code: 'select' },
    { label: 'Radio Buttons', code: 'radio' },
    { label: 'Checkbox', code: 'checkbox' },
    { label: 'Multiple Select', code: 'multi' },
  ],
  'GET /V1/bundle-products/{sku}/options/all': (call) => optionsOf(bundleOfPath(call)),
  'GET /V1/bundle-products/{sku}/options/{optionId}': (call) => optionOfPath(call).option,
  'GET /V1/bundle-products/{productSku}/children': (call) => {
    const asked = numberAt(call.input, 'optionId');
    return optionsOf(bundleOfPath(call, 'productSku'))
      .filter(({ option_id }) => asked === undefined || option_id === asked)
      .flatMap((option) => objectsAt(option, 'product_links'));
  },
  'POST /V1/bundle-products/options/add': (call) => String(saveOption(call, undefined)),
  'PUT /V1/bundle-products/options/{optionId}': (call) =>
    saveOption(call, pathId(call, 'optionId')),
  'DELETE /V1/bundle-products/{sku}/options/{optionId}': (call) => {
    const { product, option } = optionOfPath(call);
    dropPart(product, list, option);
    return true;
  },
  'POST /V1/bundle-products/{sku}/links/{optionId}': (call) => {
    const { product, option } = optionOfPath(call);
    const link = linkFrom(call.world, option, objectAt(call.input, 'linkedProduct'));
    putPart(product, list, 'option_id', {
      ...option,
      product_links: [...objectsAt(option, 'product_links'), link],
    });
    return Number(link.id);
  },
  'PUT /V1/bundle-products/{sku}/links/{id}': (call) => {
    const product = bundleOfPath(call);
    const id = pathText(call, 'id');
    const sent = objectAt(call.input, 'linkedProduct');
    for (const option of optionsOf(product)) {
      const links = objectsAt(option, 'product_links');
      if (!links.some((link) => link.id === id)) continue;
      const changed = links.map((link) => (link.id === id ? { ...link, ...sent, id } : link));
      putPart(product, list, 'option_id', { ...option, product_links: changed });
      return true;
    }
    const message =
      'The product link with the "%1" ID field wasn\'t found. Verify the ID and try again.';
    throw failure(400, message, [id]);
  },
  'DELETE /V1/bundle-products/{sku}/options/{optionId}/children/{childSku}': (call) => {
    const { product, option } = optionOfPath(call);
    const links = objectsAt(option, 'product_links');
    const kept = links.filter(({ sku }) => sku !== pathText(call, 'childSku'));
    if (kept.length === links.length) {
      throw failure(404, "The bundle product doesn't exist. Verify the product and try again.");
    }
    putPart(product, list, 'option_id', { ...option, product_links: kept });
    return true;
  },
};

function optionsOf(product: Product): readonly JsonObject[] {
  return partsOf(product, list);
}

function bundleOfPath(call: Call, parameter = 'sku'): Product {
  const product = productOfPath(call, parameter);
  if (product.typeId === 'bundle') return product;
  throw failure(400, 'This is implemented for bundle products only.');
}

function optionOfPath(call: Call): { product: Product; option: JsonObject } {
  const product = bundleOfPath(call);
  const id = pathId(call, 'optionId');
  const option = optionsOf(product).find(({ option_id }) => option_id === id);
  if (option !== undefined) return { product, option };
  const message = "The option that was requested doesn't exist. Verify the entity and try again.";
  throw failure(404, message);
}

function saveOption({ world, input }: Call, id: number | undefined): number {
  const sent = objectAt(input, 'option');
  const product = productBySku(world, textAt(sent, 'sku') ?? '');
  const existing = optionsOf(product).find(({ option_id }) => option_id === id);
  const option = bundleOption(world, product, { ...existing, ...sent, option_id: id });
  putPart(product, list, 'option_id', option);
  return Number(option.option_id);
}

/** An option of a bundle with the ids and defaults it is stored with. */
export function bundleOption(world: World, product: Product, sent: JsonObject): JsonObject {
  const option: JsonObject = {
    option_id: numberAt(sent, 'option_id') ?? nextId(world, 'bundleOption'),
    title: sent.title ?? null,
    required: booleanAt(sent, 'required') ?? false,
    type: sent.type ?? null,
    position: numberAt(sent, 'position') ?? 0,
    sku: product.sku,
  };
  const links = objectsAt(sent, 'product_links').map((link) => linkFrom(world, option, link));
  return { ...option, product_links: links };
}

function linkFrom(world: World, option: JsonObject, sent: JsonObject): JsonObject {
  const child = findProduct(world, textAt(sent, 'sku') ?? '');
  if (child === undefined) throw noSuchEntity('sku', sent.sku ?? null);
  const { id, ...rest } = sent;
  return {
    id: textAt({ id }, 'id') ?? String(nextId(world, 'bundleLink')),
    ...rest,
    sku: child.sku,
    option_id: option.option_id,
    position: numberAt(sent, 'position') ?? 0,
    is_default: booleanAt(sent, 'is_default') ?? false,
    price: sent.price ?? valueIn(child.values, 0, 'price') ?? null,
    price_type: sent.price_type ?? null,
    can_change_quantity: numberAt(sent, 'can_change_quantity') ?? 0,
  };
}
