import { type Call, type Handlers, pathId, pathText } from '../../call.js';
import { failure } from '../../errors.js';
import type { Json } from '../../json.js';
import { search } from '../../search/run.js';
import { productSets } from '../../store/attribute-sets.js';
import type { Attribute } from '../../store/rows.js';
import { attributeByCode, renderAttribute } from './render.js';
import { changeAttribute, createAttribute, listedInputs } from './save.js';

const path = '/V1/products/attributes';

/** Product attributes. */
export const attributeHandlers: Handlers = {
  [`GET ${path}`]: (call) =>
    search(call, {
      rows: call.world.attributes.values(),
      has: (field) => field in columns,
      column: (attribute, field) => columns[field]?.(attribute),
      render: (attribute) => renderAttribute(attribute, call.store.id),
      unknownField: 'hidden',
    }),
  [`GET ${path}/{attributeCode}`]: (call) => renderAttribute(ofPath(call), call.store.id),
  [`POST ${path}`]: (call) => renderAttribute(createAttribute(call), call.store.id),
  [`PUT ${path}/{attributeCode}`]: (call) =>
    renderAttribute(changeAttribute(call, ofPath(call)), call.store.id),
  [`DELETE ${path}/{attributeCode}`]: (call) => {
    const { code, isUserDefined } = ofPath(call);
    if (!isUserDefined) throw failure(400, "The system attribute can't be deleted.");
    return call.world.attributes.delete(code);
  },
  [`GET ${path}/{attributeCode}/is-filterable`]: (call) => ofPath(call).extra?.is_filterable ?? 0,
  [`PUT ${path}/{attributeCode}/is-filterable/{isFilterable}`]: (call) => {
    const attribute = ofPath(call);
    attribute.extra = { ...attribute.extra, is_filterable: pathId(call, 'isFilterable') };
    return true;
  },
  [`GET ${path}/types`]: () => listedInputs.map((value) => ({ value, label: value })),
  'GET /V1/products/media/types/{attributeSetName}': (call) => {
    const name = pathText(call, 'attributeSetName');
    const known = productSets(call.world).some((set) => set.attribute_set_name === name);
    if (!known) return [];
    return [...call.world.attributes.values()]
      .filter(({ input }) => input === 'media_image')
      .map((attribute) => {
        const { extension_attributes, ...rest } = renderAttribute(attribute, call.store.id);
        return rest;
      });
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

function ofPath(call: Call): Attribute {
  return attributeByCode(call.world, pathText(call, 'attributeCode'));
}
