import { type Handlers, pathId, pathText } from '../call.js';
import { failure, noSuchEntity } from '../errors.js';
import type { Json, JsonObject } from '../json.js';
import { numberAt, objectAt, objectsAt, textAt } from '../json.js';
import { search } from '../search/run.js';
import type { Attribute } from '../store/rows.js';
import type { World } from '../store/world.js';

/** Product attributes and attribute sets. */
export const attributeHandlers: Handlers = {
  'GET /V1/products/attributes': (call) =>
    search(call, {
      rows: call.world.attributes.values(),
      has: (field) => field in columns,
      column: (attribute, field) => columns[field]?.(attribute),
      render: (attribute) => renderAttribute(attribute, call.store.id),
      unknownField: 'hidden',
    }),
  'GET /V1/products/attributes/{attributeCode}': (call) =>
    renderAttribute(attributeByCode(call.world, pathText(call, 'attributeCode')), call.store.id),
  'GET /V1/products/attributes/{attributeCode}/options': (call) =>
    optionsOf(attributeByCode(call.world, pathText(call, 'attributeCode')), call.store.id),
  'POST /V1/products/attributes/{attributeCode}/options': (call) => {
    const attribute = attributeByCode(call.world, pathText(call, 'attributeCode'));
    return addOption(call.world, attribute, objectAt(call.input, 'option'));
  },
  'GET /V1/products/attributes/types': () =>
    [
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
    ].map((value) => ({ value, label: value })),
  'GET /V1/products/attribute-sets/sets/list': (call) =>
    search(call, {
      rows: call.world.attributeSets.values(),
      has: (field) =>
        [
          'attribute_set_id',
          'attribute_set_name',
          'sort_order',
          'entity_type_id',
          'entity_type_code',
        ].includes(field),
      column: (set, field) => (field === 'entity_type_code' ? 'catalog_product' : set[field]),
      render: (set) => set,
      unknownField: 'hidden',
    }),
  'POST /V1/products/attribute-sets': (call) => {
    const input = objectAt(call.input, 'attributeSet');
    const id = Math.max(...call.world.attributeSets.keys()) + 1;
    const set = {
      attribute_set_id: id,
      attribute_set_name: textAt(input, 'attribute_set_name') ?? '',
      sort_order: numberAt(input, 'sort_order') ?? 0,
      entity_type_id: 4,
    };
    call.world.attributeSets.set(id, set);
    return set;
  },
  'GET /V1/products/attribute-sets/{attributeSetId}': (call) =>
    attributeSet(call.world, pathId(call, 'attributeSetId')),
  'GET /V1/products/attribute-sets/{attributeSetId}/attributes': (call) => {
    attributeSet(call.world, pathId(call, 'attributeSetId'));
    return [...call.world.attributes.values()].map((attribute) =>
      renderAttribute(attribute, call.store.id),
    );
  },
};

const columns: Readonly<Record<string, (attribute: Attribute) => Json>> = {
  attribute_id: ({ id }) => id,
  attribute_code: ({ code }) => code,
  frontend_input: ({ input }) => input,
  frontend_label: ({ label }) => label,
  backend_type: ({ backendType }) => backendType,
  is_required: ({ isRequired }) => (isRequired ? 1 : 0),
  is_user_defined: ({ isUserDefined }) => (isUserDefined ? 1 : 0),
  is_visible: () => 1,
};

function attributeByCode(world: World, code: string): Attribute {
  const attribute = world.attributes.get(code);
  if (attribute !== undefined) return attribute;
  const message = `The attribute with a "%1" attributeCode doesn't exist. Verify the attribute and try again.`;
  throw failure(404, message, [code]);
}

function attributeSet(world: World, id: number): JsonObject {
  const set = world.attributeSets.get(id);
  if (set === undefined) throw noSuchEntity('id', id);
  return set;
}

/** Adds an option with an id of its own among those of all attributes. */
function addOption(world: World, attribute: Attribute, option: JsonObject): string {
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

/** What a person made gets an empty choice first, as Magento's own source model adds it. */
function optionsOf(attribute: Attribute, storeId: number): readonly JsonObject[] {
  const options = attribute.options.map(({ label, value, storeLabels }) => ({
    label: storeLabels?.get(storeId) ?? label,
    value,
  }));
  const takesOne = attribute.input === 'select' && attribute.isUserDefined;
  return takesOne ? [{ label: ' ', value: '' }, ...options] : options;
}

function renderAttribute(attribute: Attribute, storeId: number): JsonObject {
  const { code, label, input, backendType, scope } = attribute;
  return {
    extension_attributes: { is_pagebuilder_enabled: false },
    is_wysiwyg_enabled: false,
    is_html_allowed_on_front: false,
    used_for_sort_by: false,
    is_filterable: false,
    is_filterable_in_search: false,
    is_used_in_grid: attribute.isUserDefined,
    is_visible_in_grid: false,
    is_filterable_in_grid: attribute.isUserDefined,
    position: 0,
    apply_to: [],
    is_searchable: '0',
    is_visible_in_advanced_search: '0',
    is_comparable: '0',
    is_used_for_promo_rules: '0',
    is_visible_on_front: '0',
    used_in_product_listing: '0',
    is_visible: true,
    scope,
    attribute_id: attribute.id,
    attribute_code: code,
    frontend_input: input,
    entity_type_id: '4',
    is_required: attribute.isRequired,
    options: optionsOf(attribute, storeId),
    is_user_defined: attribute.isUserDefined,
    default_frontend_label: label,
    frontend_labels: [],
    backend_type: backendType,
    is_unique: '0',
    validation_rules: [],
  };
}
