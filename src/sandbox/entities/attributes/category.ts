import { type Handlers, pathText } from '../../call.js';
import { failure } from '../../errors.js';
import type { JsonObject } from '../../json.js';
import { search } from '../../search/run.js';
import type { Attribute } from '../../store/rows.js';
import { renderAttribute } from './render.js';

/** The attributes of categories. */
export const categoryAttributeHandlers: Handlers = {
  'GET /V1/categories/attributes': (call) =>
    search(call, {
      rows: attributes.map(render),
      has: (field) =>
        ['attribute_id', 'attribute_code', 'frontend_input', 'is_required'].includes(field),
      column: (attribute, field) => attribute[field],
      render: (attribute) => attribute,
      unknownField: 'hidden',
    }),
  'GET /V1/categories/attributes/{attributeCode}': (call) =>
    render(byCode(pathText(call, 'attributeCode'))),
  'GET /V1/categories/attributes/{attributeCode}/options': (call) =>
    byCode(pathText(call, 'attributeCode')).options.map(({ label, value }) => ({ label, value })),
};

const attributes: readonly Attribute[] = [
  ['name', 'Name', 'text', 'varchar', 'store'],
  ['is_active', 'Is Active', 'select', 'int', 'store'],
  ['description', 'Description', 'textarea', 'text', 'store'],
  ['image', 'Image', 'image', 'varchar', 'store'],
  ['meta_title', 'Page Title', 'text', 'varchar', 'store'],
  ['meta_keywords', 'Meta Keywords', 'textarea', 'text', 'store'],
  ['meta_description', 'Meta Description', 'textarea', 'text', 'store'],
  ['display_mode', 'Display Mode', 'select', 'varchar', 'store'],
  ['is_anchor', 'Is Anchor', 'select', 'int', 'global'],
  ['path', 'Path', 'text', 'static', 'global'],
  ['position', 'Position', 'text', 'static', 'global'],
  ['url_key', 'URL Key', 'text', 'varchar', 'store'],
  ['url_path', '', 'text', 'varchar', 'store'],
  ['include_in_menu', 'Include in Navigation Menu', 'select', 'int', 'store'],
  ['children', '', 'text', 'text', 'global'],
  ['children_count', 'Children Count', 'text', 'static', 'global'],
].map(([code = '', label = '', input = '', backendType = '', scope], at) => ({
  id: 45 + at,
  code,
  label,
  input,
  backendType,
  scope: scope === 'store' ? 'store' : 'global',
  isRequired: ['name', 'is_active'].includes(code),
  isUserDefined: false,
  options:
    input === 'select'
      ? [
          { label: 'Yes', value: '1' },
          { label: 'No', value: '0' },
        ]
      : [],
}));

function byCode(code: string): Attribute {
  const attribute = attributes.find((one) => one.code === code);
  if (attribute !== undefined) return attribute;
  const message = `The attribute with a "%1" attributeCode doesn't exist. Verify the attribute and try again.`;
  throw failure(404, message, [code]);
}

function render(attribute: Attribute): JsonObject {
  const { extension_attributes, ...members } = renderAttribute(attribute, 0);
  return { ...members, entity_type_id: '3' };
}
