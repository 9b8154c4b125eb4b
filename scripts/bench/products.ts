/** A product list as a store with sample data answers it: 20 items, about 50 KB. */
export function productList(count = 20): string {
  const items = Array.from({ length: count }, (_, index) => product(index + 1));
  const search_criteria = { filter_groups: [], page_size: count, current_page: 1 };
  return JSON.stringify({ items, search_criteria, total_count: 2046 });
}

function product(id: number): object {
  const sku = `MH${String(id).padStart(2, '0')}-XS-Black`;
  const image = `/m/h/mh${id}-black_main.jpg`;
  return {
    id,
    sku,
    name: `Chaz Kangeroo Hoodie-XS-Black ${id}`,
    attribute_set_id: 9,
    price: 52 + id / 100,
    status: 1,
    visibility: 1,
    type_id: 'simple',
    created_at: '2024-05-11 10:22:31',
    updated_at: '2024-05-11 10:22:31',
    weight: 1,
    extension_attributes: {
      website_ids: [1],
      category_links: [
        { position: 0, category_id: '15' },
        { position: 1, category_id: '36' },
      ],
    },
    product_links: [],
    options: [],
    media_gallery_entries: [
      {
        id,
        media_type: 'image',
        label: '',
        position: 1,
        disabled: false,
        types: ['image', 'small_image', 'thumbnail'],
        file: image,
      },
    ],
    tier_prices: [],
    custom_attributes: Object.entries({
      image,
      small_image: image,
      thumbnail: image,
      url_key: `chaz-kangeroo-hoodie-xs-black-${id}`,
      description:
        '<p>Ideal for cold-weather training or work outdoors, the Chaz Hoodie promises superior warmth with every wear. Thick material blocks out the wind as ribbed cuffs and bottom band seal in body heat.</p>\n<p>&bull; Two-tone gray heather hoodie.<br />&bull; Drawstring-adjustable hood. <br />&bull; Machine wash/dry.</p>',
      options_container: 'container2',
      required_options: '0',
      has_options: '0',
      tax_class_id: '2',
      category_ids: ['15', '36', '2'],
      size: '166',
      color: '49',
    }).map(([attribute_code, value]) => ({ attribute_code, value })),
  };
}
