import { type Call, type Handlers, pathText } from '../../call.js';
import { failure } from '../../errors.js';
import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../../json.js';
import type { Attribute, AttributeOption } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { attributeByCode, optionsOf } from './render.js';

const path = '/V1/products/attributes/{attributeCode}/options';

/** Choices of product attributes. */
export const attributeOptionHandlers: Handlers = {
  [`GET ${path}`]: (call) => optionsOf(ofPath(call), call.store.id),
  [`POST ${path}`]: (call) => addOption(call.world, ofPath(call), objectAt(call.input, 'option')),
  [`PUT ${path}/{optionId}`]: (call) => {
    const { attribute, option } = optionOfPath(call);
    const changed = { ...option, ...optionFrom(objectAt(call.input, 'option'), option) };
    attribute.options = attribute.options.map((one) => (one === option ? changed : one));
    return true;
  },
  [`DELETE ${path}/{optionId}`]: (call) => {
    const { attribute, option } = optionOfPath(call);
    attribute.options = attribute.options.filter((one) => one !== option);
    return true;
  },
};

function ofPath(call: Call): Attribute {
  return attributeByCode(call.world, pathText(call, 'attributeCode'));
}

function optionOfPath(call: Call): { attribute: Attribute; option: AttributeOption } {
  const attribute = ofPath(call);
  const id = pathText(call, 'optionId');
  const option = attribute.options.find(({ value }) => value === id);
  if (option !== undefined) return { attribute, option };
  throw failure(404, 'The "%1" attribute doesn\'t include an option with "%2" ID.', [
    attribute.code,
    id,
  ]);
}

function optionFrom(input: JsonObject, before: AttributeOption): Partial<AttributeOption> {
  const labels = objectsAt(input, 'store_labels').map(
    (item) => [numberAt(item, 'store_id') ?? 0, textAt(item, 'label') ?? ''] as const,
  );
  return {
    label: textAt(input, 'label') ?? before.label,
    ...(labels.length > 0 && { storeLabels: new Map(labels) }),
  };
}

/** Adds an option with an id of its own among those of all attributes. */
export function addOption(world: World, attribute: Attribute, option: JsonObject): string {
  const label = textAt(option, 'label') ?? '';
  if (label === '') {
    throw failure(400, 'The attribute option label is empty. Enter the value and try again.');
  }
  if (attribute.options.some((known) => known.label === label)) {
    throw failure(400, 'Admin store attribute option label "%1" is already exists.', [label]);
  }
  const ids = [...world.attributes.values()].flatMap(({ options }) =>
    options.map(({ value }) => Number(value) || 0),
  );
  const value = String(Math.max(...ids) + 1);
  const storeLabels = new Map(
    objectsAt(option, 'store_labels').map((item) => [
      numberAt(item, 'store_id') ?? 0,
      textAt(item, 'label') ?? '',
    ]),
  );
  attribute.options = [...attribute.options, { label, value, storeLabels }];
  return value;
}
