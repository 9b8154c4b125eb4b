import { failure } from '../../errors.js';
import type { JsonObject } from '../../json.js';
import type { Attribute } from '../../store/rows.js';
import type { World } from '../../store/world.js';

/** The attribute of a code, or Magento's 404. */
export function attributeByCode(world: World, code: string): Attribute {
  const attribute = world.attributes.get(code);
  if (attribute !== undefined) return attribute;
  const message = `The attribute with a "%1" attributeCode doesn't exist. Verify the attribute and try again.`;
  throw failure(404, message, [code]);
}

/** What a person made gets an empty choice first, as Magento's own source model adds it. */
export function optionsOf(attribute: Attribute, storeId: number): readonly JsonObject[] {
  const options = attribute.options.map(({ label, value, storeLabels }) => ({
    label: storeLabels?.get(storeId) ?? label,
    value,
  }));
  const takesOne = attribute.input === 'select' && attribute.isUserDefined;
  return takesOne ? [{ label: ' ', value: '' }, ...options] : options;
}

/** An attribute as answered. */
export function renderAttribute(attribute: Attribute, storeId: number): JsonObject {
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
    ...attribute.extra,
  };
}
