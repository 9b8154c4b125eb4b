import type { Call } from '../../call.js';
import { failure } from '../../errors.js';
import { booleanAt, type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../../json.js';
import type { Attribute } from '../../store/rows.js';
import { addOption } from './options.js';

/** Kinds of input that the store lists. */
export const listedInputs = [
  'text',
  'textarea',
  'texteditor',
  'date',
  'datetime',
  'boolean',
  'multiselect',
  'select',
  'price',
  'media_image',
] as const;

/** Kinds of input that an attribute may have. */
const inputs: readonly string[] = [...listedInputs, 'swatch_visual', 'swatch_text', 'weee'];

const backendTypes: Readonly<Record<string, string>> = {
  textarea: 'text',
  texteditor: 'text',
  date: 'datetime',
  datetime: 'datetime',
  boolean: 'int',
  select: 'int',
  swatch_visual: 'int',
  swatch_text: 'int',
  price: 'decimal',
  weee: 'static',
  multiselect: 'text',
};

/** Members with a place of their own in the store; all others are kept as they come. */
const placed = [
  'attribute_id',
  'attribute_code',
  'frontend_input',
  'is_required',
  'options',
  'is_user_defined',
  'default_frontend_label',
  'frontend_labels',
  'backend_type',
  'entity_type_id',
  'scope',
];

/** Makes a product attribute of a request. */
export function createAttribute({ world, input }: Call): Attribute {
  const sent = objectAt(input, 'attribute');
  const frontendInput = textAt(sent, 'frontend_input');
  if (frontendInput === undefined || !inputs.includes(frontendInput)) {
    throw failure(400, 'Invalid value of "%value" provided for the %fieldName field.', {
      fieldName: 'frontend_input',
      value: frontendInput ?? null,
    });
  }
  const label = labelOf(sent);
  if (label === undefined) {
    throw failure(400, '"%fieldName" is required. Enter and try again.', {
      fieldName: 'frontend_label',
    });
  }
  const code = textAt(sent, 'attribute_code') ?? codeFrom(label);
  if (world.attributes.has(code)) throw taken();
  const attribute: Attribute = {
    id: Math.max(...[...world.attributes.values()].map(({ id }) => id)) + 1,
    code,
    label,
    input: frontendInput,
    backendType: backendTypes[frontendInput] ?? 'varchar',
    scope: scopeOf(textAt(sent, 'scope')),
    isRequired: booleanAt(sent, 'is_required') ?? false,
    isUserDefined: true,
    options: [],
    extra: others(sent),
  };
  for (const option of objectsAt(sent, 'options')) {
    if (textAt(option, 'label') === undefined) {
      throw failure(400, "The default option isn't defined. Set the option and try again.");
    }
    if (textAt(option, 'label')?.trim() !== '') addOption(world, attribute, option);
  }
  world.attributes.set(code, attribute);
  return attribute;
}

/** Changes a product attribute; without its id in the body Magento takes it for a new one. */
export function changeAttribute({ input }: Call, attribute: Attribute): Attribute {
  const sent = objectAt(input, 'attribute');
  if (numberAt(sent, 'attribute_id') === undefined) throw taken();
  attribute.label = labelOf(sent) ?? attribute.label;
  attribute.isRequired = booleanAt(sent, 'is_required') ?? attribute.isRequired;
  attribute.extra = { ...attribute.extra, ...others(sent) };
  return attribute;
}

function others(sent: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !placed.includes(name)));
}

function labelOf(sent: JsonObject): string | undefined {
  const [first] = objectsAt(sent, 'frontend_labels');
  return textAt(sent, 'default_frontend_label') ?? textAt(first ?? {}, 'label');
}

function codeFrom(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 60);
}

function scopeOf(text: string | undefined): Attribute['scope'] {
  return text === 'store' || text === 'website' ? text : 'global';
}

function taken(): Error {
  return failure(400, '%1 already exists.', ['Attribute with the same code']);
}
