import { type Handlers, pathText } from '../../call.js';
import { noSuchEntity } from '../../errors.js';
import type { JsonObject } from '../../json.js';

/** The attributes of customers and of their addresses. */
export const metadataHandlers: Handlers = {
  ...handlersOf('customer', customerAttributes()),
  ...handlersOf('customerAddress', addressAttributes()),
};

function handlersOf(name: string, attributes: readonly JsonObject[]): Handlers {
  const path = `/V1/attributeMetadata/${name}`;
  return {
    [`GET ${path}`]: () => attributes,
    [`GET ${path}/custom`]: () => [],
    [`GET ${path}/form/{formCode}`]: () => attributes.filter(({ visible }) => visible === true),
    [`GET ${path}/attribute/{attributeCode}`]: (call) => {
      const code = pathText(call, 'attributeCode');
      const found = attributes.find(({ attribute_code }) => attribute_code === code);
      if (found !== undefined) return found;
      throw noSuchEntity('attributeCode', code);
    },
  };
}

/** `code|label|input|flags`; flags: v visible, r required, s system. */
function readAll(table: string): readonly JsonObject[] {
  return table.split('\n').map((line, at) => {
    const [code = '', label = '', input = 'text', flags = ''] = line.trim().split('|');
    return {
      frontend_input: input,
      input_filter: '',
      store_label: label === '' ? null : label,
      validation_rules: [],
      multiline_count: input === 'multiline' ? 2 : 0,
      visible: flags.includes('v'),
      required: flags.includes('r'),
      data_model: '',
      options: [],
      frontend_class: flags.includes('r') ? 'required-entry' : '',
      user_defined: false,
      sort_order: at * 10,
      frontend_label: label === '' ? null : label,
      note: '',
      system: flags.includes('s'),
      backend_type: input === 'multiline' ? 'text' : 'static',
      is_used_in_grid: flags.includes('v'),
      is_visible_in_grid: flags.includes('v'),
      is_filterable_in_grid: flags.includes('v'),
      is_searchable_in_grid: false,
      attribute_code: code,
    };
  });
}

function customerAttributes(): readonly JsonObject[] {
  return readAll(`website_id|Associate to Website|select|vrs
    store_id|Create In|select|vs
    created_in|Created From|text|s
    prefix|Name Prefix|text|
    firstname|First Name|text|vrs
    middlename|Middle Name/Initial|text|
    lastname|Last Name|text|vrs
    suffix|Name Suffix|text|
    email|Email|text|vrs
    group_id|Group|select|vrs
    dob|Date of Birth|date|
    taxvat|Tax/VAT Number|text|
    gender|Gender|select|
    default_billing|Default Billing Address|text|s
    default_shipping|Default Shipping Address|text|s
    rp_token||hidden|s
    confirmation|Is Confirmed|text|s
    created_at|Created At|date|s
    updated_at|Updated At|date|s`);
}

function addressAttributes(): readonly JsonObject[] {
  return readAll(`prefix|Name Prefix|text|
    firstname|First Name|text|vrs
    middlename|Middle Name/Initial|text|
    lastname|Last Name|text|vrs
    suffix|Name Suffix|text|
    company|Company|text|vs
    street|Street Address|multiline|vrs
    city|City|text|vrs
    country_id|Country|select|vrs
    region|State/Province|text|vs
    region_id|State/Province|hidden|s
    postcode|Zip/Postal Code|text|vs
    telephone|Phone Number|text|vrs
    fax|Fax|text|
    vat_id|VAT Number|text|vs`);
}
