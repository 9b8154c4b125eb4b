import type { SandboxExtension } from '../installed/extension.js';
import type { Attribute } from './rows.js';

/** `code|label|input|backend type|scope|flags|options`; flags: r required, u user-defined. */
const table = `
name|Product Name|text|varchar|store|r|
sku|SKU|text|static|global|r|
description|Description|textarea|text|store||
short_description|Short Description|textarea|text|store||
price|Price|price|decimal|global|r|
special_price|Special Price|price|decimal|global||
special_from_date|Special Price From Date|date|datetime|website||
special_to_date|Special Price To Date|date|datetime|website||
cost|Cost|price|decimal|global||
weight|Weight|weight|decimal|global||
manufacturer|Manufacturer|select|int|global|u|Fjord,Granite,Linden,Meridian
meta_title|Meta Title|text|varchar|store||
meta_keyword|Meta Keywords|textarea|text|store||
meta_description|Meta Description|textarea|varchar|store||
image|Base|media_image|varchar|store||
small_image|Small|media_image|varchar|store||
thumbnail|Thumbnail|media_image|varchar|store||
swatch_image|Swatch|media_image|varchar|store||
media_gallery|Media Gallery|gallery|static|global||
tier_price|Tier Price|price|decimal|global||
color|Color|select|int|global|u|Black,Blue,Green,Red,White
size|Size|select|int|global|u|XS,S,M,L,XL
news_from_date|Set Product as New from Date|date|datetime|website||
news_to_date|Set Product as New to Date|date|datetime|website||
status|Enable Product|select|int|website||Enabled=1,Disabled=2
visibility|Visibility|select|int|store||Not Visible Individually=1,Catalog=2,Search=3,Catalog%c Search=4
required_options|required_options|text|static|global||
has_options|has_options|text|static|global||
created_at|created_at|date|static|global||
updated_at|updated_at|date|static|global||
category_ids|Categories|text|static|global||
options_container|Display Product Options In|select|varchar|store||Product Info Column=container1,Block after Info Column=container2
url_key|URL Key|text|varchar|store||
url_path|url_path|text|varchar|store||
country_of_manufacture|Country of Manufacture|select|varchar|website||
quantity_and_stock_status|Quantity|select|int|global||In Stock=1,Out of Stock=0
custom_layout|New Layout|select|varchar|store||
page_layout|Layout|select|varchar|store||
msrp|Manufacturer's Suggested Retail Price|price|decimal|website||
msrp_display_actual_price_type|Display Actual Price|select|varchar|website||
tax_class_id|Tax Class|select|int|website||None=0,Taxable Goods=2
gift_message_available|Allow Gift Message|boolean|varchar|global||Yes=1,No=0
activity|Activity|multiselect|varchar|store|u|Gym,Hiking,Running,Travel
`;

/** The attributes of a product, by code. Options without a value get the ids from 4 on, as in a new store. */
export function productAttributes(extensions: readonly SandboxExtension[]): Map<string, Attribute> {
  let optionId = 3;
  let id = 72;
  const attributes = new Map<string, Attribute>();
  for (const line of table.trim().split('\n')) {
    const [code = '', label = '', input = '', backendType = '', scope = '', flags = '', list = ''] =
      line.split('|');
    id += 1;
    attributes.set(code, {
      id,
      code,
      label,
      input,
      backendType,
      scope: scope === 'store' || scope === 'website' ? scope : 'global',
      isRequired: flags.includes('r'),
      isUserDefined: flags.includes('u'),
      options:
        list === ''
          ? []
          : list.split(',').map((option) => {
              const [text = '', value] = option.replace('%c', ',').split('=');
              return { label: text, value: value ?? String(++optionId) };
            }),
    });
  }
  for (const extension of extensions) addAttributes(attributes, extension);
  return attributes;
}

const backendTypes: Readonly<Record<string, string>> = {
  textarea: 'text',
  select: 'int',
  boolean: 'int',
  date: 'datetime',
  price: 'decimal',
};

/** Adds the attributes a module brings behind those that are there. */
export function addAttributes(
  attributes: Map<string, Attribute>,
  { productAttributes: added = [] }: SandboxExtension,
): void {
  for (const { code, label, input = 'text', scope = 'global', options = [] } of added) {
    const known = [...attributes.values()];
    const lastOption = highest(
      known.flatMap((attribute) => attribute.options.map(({ value }) => value)),
    );
    attributes.set(code, {
      id: highest(known.map(({ id }) => id)) + 1,
      code,
      label,
      input,
      backendType: backendTypes[input] ?? 'varchar',
      scope,
      isRequired: false,
      isUserDefined: true,
      options: options.map((text, at) => ({ label: text, value: String(lastOption + at + 1) })),
    });
  }
}

function highest(values: readonly (number | string)[]): number {
  return values.reduce<number>((most, value) => Math.max(most, Number(value) || 0), 0);
}
