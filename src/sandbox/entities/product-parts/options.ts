import { type Call, type Handlers, pathId } from '../../call.js';
import { failure, noSuchEntity } from '../../errors.js';
import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../../json.js';
import type { Product } from '../../store/rows.js';
import { productBySku } from '../../store/stock.js';
import { nextId, type World } from '../../store/world.js';
import { productOfPath } from './rows.js';

/** Choices a shopper makes of a product, of any type of product. */
export const customOptionHandlers: Handlers = {
  'GET /V1/products/options/types': () =>
    types.map(([label, code, group]) => ({ label, code, group })),
  'GET /V1/products/{sku}/options': (call) => productOfPath(call).options,
  'GET /V1/products/{sku}/options/{optionId}': (call) => optionOf(productOfPath(call), call),
  'POST /V1/products/options': (call) => save(call, undefined),
  'PUT /V1/products/options/{optionId}': (call) => save(call, pathId(call, 'optionId')),
  'DELETE /V1/products/{sku}/options/{optionId}': (call) => {
    const product = productOfPath(call);
    const option = optionOf(product, call);
    product.options = product.options.filter((one) => one !== option);
    return true;
  },
};

const types = [
  ['Field', 'field', 'Text'],
  ['Area', 'area', 'Text'],
  ['File', 'file', 'File'],
  ['Drop-down', 'drop_down', 'Select'],
  ['Radio Buttons', 'radio', 'Select'],
  ['Checkbox', 'checkbox', 'Select'],
  ['Multiple Select', 'multiple', 'Select'],
  ['Date', 'date', 'Date'],
  ['Date & Time', 'date_time', 'Date'],
  ['Time', 'time', 'Date'],
] as const;

function optionOf(product: Product, call: Call): JsonObject {
  const id = pathId(call, 'optionId');
  const option = product.options.find((one) => one.option_id === id);
  if (option === undefined) throw noSuchEntity('optionId', id);
  return option;
}

function save({ world, input }: Call, id: number | undefined): JsonObject {
  const sent = objectAt(input, 'option');
  const sku = textAt(sent, 'product_sku') ?? '';
  if (sku === '') throw failure(400, 'The ProductSku is empty. Set the ProductSku and try again.');
  const product = productBySku(world, sku);
  const existing = product.options.find((one) => one.option_id === id);
  const option = optionFrom(world, { ...existing, ...sent }, id ?? nextId(world, 'option'));
  product.options =
    existing === undefined
      ? [...product.options, option]
      : product.options.map((one) => (one === existing ? option : one));
  return option;
}

function optionFrom(world: World, sent: JsonObject, option_id: number): JsonObject {
  const type = textAt(sent, 'type');
  const known = types.find(([, code]) => code === type);
  const problems = [
    ...(type === undefined || (textAt(sent, 'title') ?? '') === ''
      ? ['Missed values for option required fields']
      : []),
    ...(known === undefined ? ['Invalid option type'] : []),
  ];
  if (problems.length > 0) throw failure(400, problems.join('\n'));
  const values = objectsAt(sent, 'values').map((value) => ({
    ...value,
    option_type_id: numberAt(value, 'option_type_id') ?? nextId(world, 'optionValue'),
  }));
  const isSelect = known?.[2] === 'Select';
  return {
    product_sku: sent.product_sku,
    option_id,
    title: sent.title,
    type: sent.type,
    sort_order: sent.sort_order ?? null,
    is_require: sent.is_require ?? null,
    ...sent,
    ...(isSelect && { values }),
  };
}
