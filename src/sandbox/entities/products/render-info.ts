import type { Call } from '../../call.js';
import type { JsonObject } from '../../json.js';
import { numberAt, textAt } from '../../json.js';
import { valueIn } from '../../scope.js';
import type { SearchResult } from '../../search/run.js';
import type { Product } from '../../store/rows.js';
import { searchProducts } from './list.js';

const imageCodes = [
  'recently_viewed_products_grid_content_widget',
  'recently_viewed_products_list_content_widget',
  'recently_compared_products_grid_content_widget',
  'recently_compared_products_list_content_widget',
];

const prices = [
  'final_price',
  'max_price',
  'max_regular_price',
  'minimal_regular_price',
  'minimal_price',
  'regular_price',
];

/** `GET /V1/products-render-info`: what the shop window shows. Has items and nothing else. */
export function listRenderInfo(call: Call): Pick<SearchResult, 'items'> {
  const asked = {
    storeId: numberAt(call.input, 'storeId'),
    code: textAt(call.input, 'currencyCode'),
  };
  const { items } = searchProducts(call, (product, storeId) => ({
    ...shown(call, product, asked.storeId ?? storeId),
    store_id: asked.storeId ?? storeId,
    currency_code: asked.code ?? 'USD',
  }));
  return { items };
}

function shown({ baseUrl }: Call, product: Product, storeId: number): JsonObject {
  const own = (code: string) => valueIn(product.values, storeId, code) ?? null;
  return {
    add_to_cart_button: {
      post_data: null,
      url: `${baseUrl}checkout/cart/add/product/${product.id}/`,
      required_options: product.options.length > 0,
    },
    add_to_compare_button: { post_data: null, url: '', required_options: null },
    price_info: priceInfo(Number(own('price') ?? 0)),
    images: product.media.flatMap(({ file, label }) =>
      imageCodes.map((code) => ({
        url: `${baseUrl}media/catalog/product${String(file)}`,
        code,
        height: 300,
        width: 240,
        label,
        resized_width: 240,
        resized_height: 300,
      })),
    ),
    url: `${baseUrl}${String(own('url_key') ?? product.id)}.html`,
    id: product.id,
    name: own('name'),
    type: product.typeId,
    is_salable: product.stock?.isInStock ? '1' : '',
  };
}

function priceInfo(price: number): JsonObject {
  const formatted = `<span class="price">$${price.toFixed(2)}</span>`;
  const all = (value: number | string) => Object.fromEntries(prices.map((name) => [name, value]));
  return {
    ...all(price),
    special_price: null,
    formatted_prices: { ...all(formatted), minimal_regular_price: null, special_price: null },
  };
}
