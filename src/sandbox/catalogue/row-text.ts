import type { JsonObject } from '../json.js';
import type { Product } from '../store/rows.js';
import { encodeJson, JsonText } from '../wire/encode-json.js';
import type { Catalogue } from './catalogue.js';
import { type Particulars, period } from './product.js';

/** Text of an answer in turn with the names of the particulars between. */
export type RowTemplate = readonly string[];

// Nothing else in a product's text looks like these.
const marks: Particulars = {
  id: 999_999_999_999_999,
  sku: '{sku}',
  name: '{name}',
  urlKey: '{urlKey}',
  createdAt: '{createdAt}',
  updatedAt: '{updatedAt}',
};

/**
 * Writes rows as a list of products shows them. A page is put together from texts that come again after
 * {@link period} rows, so that it takes a fraction of what encoding products takes.
 */
export function rowWriter(
  catalogue: Catalogue,
  render: (product: Product) => JsonObject,
): (row: number) => JsonText {
  return (row) => {
    const repeated = row % period;
    const template = catalogue.templates.get(repeated) ?? templateOf(catalogue, repeated, render);
    catalogue.templates.set(repeated, template);
    const its = catalogue.particulars(row);
    let text = '';
    for (const [at, part] of template.entries()) {
      text += at % 2 === 0 ? part : its[part as keyof Particulars];
    }
    return new JsonText(text);
  };
}

function templateOf(
  catalogue: Catalogue,
  repeated: number,
  render: (product: Product) => JsonObject,
): RowTemplate {
  const text = encodeJson(render(catalogue.product(repeated, marks)));
  return text.replaceAll(String(marks.id), '{id}').split(/\{(\w+)\}/);
}
