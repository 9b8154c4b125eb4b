import type { Product, Values } from '../store/rows.js';
import { cents } from '../store/world.js';

/** After how many rows every value but the {@link Particulars} comes again. */
export const period = 1000;

/** What differs from row to row. */
export interface Particulars {
  readonly id: number;
  readonly sku: string;
  readonly name: string;
  readonly urlKey: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Columns and attributes that hold particulars. */
export const particularFields: readonly string[] = [
  'entity_id',
  'sku',
  'name',
  'url_key',
  'meta_title',
  'created_at',
  'updated_at',
];

const makers = ['Joust', 'Fusion', 'Granite', 'Linden', 'Harbor', 'Summit', 'Pioneer', 'Meridian'];
const kinds = ['Duffle Bag', 'Yoga Mat', 'Sport Watch', 'Camp Lamp', 'Water Bottle'];
const options = { color: ['4', '5', '6', '7', '8'], manufacturer: ['13', '14', '15', '16'] };
const text =
  'Made for long days outside and short ones at the office. Two wide pockets hold what has to be at hand, ' +
  'a padded one keeps the rest dry. Wipes clean with a damp cloth; do not bleach.';

/** What a product is, by its row: `Joust Duffle Bag`. */
export function kindOf(row: number): string {
  return `${makers[row % 8]} ${kinds[Math.floor((row % period) / 8) % 5]}`;
}

/** A simple product with what such products mostly have. */
export function makeProduct(
  row: number,
  its: Particulars,
  categoryIds: readonly number[],
): Product {
  const repeated = row % period;
  const file = `/g/e/gen-${repeated}.jpg`;
  const category = categoryIds[repeated % Math.max(1, categoryIds.length)];
  return {
    id: its.id,
    sku: its.sku,
    attributeSetId: 4,
    typeId: 'simple',
    createdAt: its.createdAt,
    updatedAt: its.updatedAt,
    values: new Map([[0, valuesOf(repeated, its, file)]]),
    categoryIds: category === undefined ? [] : [category],
    websiteIds: [1],
    media: [
      {
        id: its.id,
        media_type: 'image',
        label: null,
        position: 1,
        disabled: false,
        types: ['image', 'small_image', 'thumbnail'],
        file,
      },
    ],
    options: [],
    links: [],
    tierPrices: [],
    stock: { itemId: its.id, qty: repeated % 250, isInStock: repeated % 250 > 0, overrides: {} },
    extra: {},
  };
}

function valuesOf(repeated: number, { name, urlKey }: Particulars, file: string): Values {
  return {
    image: file,
    small_image: file,
    thumbnail: file,
    options_container: 'container2',
    url_key: urlKey,
    msrp_display_actual_price_type: '0',
    required_options: '0',
    has_options: '0',
    tax_class_id: '2',
    short_description: `<p>${kindOf(repeated)} for every day.</p>`,
    description: `<p>${text}</p>`,
    name,
    price: cents(5 + ((repeated * 37) % period) * 0.12),
    status: repeated % 20 === 19 ? 2 : 1,
    visibility: 4,
    weight: 1 + (repeated % 5),
    meta_title: name,
    color: options.color[repeated % 5] ?? null,
    manufacturer: options.manufacturer[repeated % 4] ?? null,
  };
}
