import { addCategory } from '../entities/categories.js';
import { saveProduct } from '../entities/products/save.js';
import { globalScope } from '../scope.js';
import type { SetTime } from './create-world.js';
import { seedCustomer, seedOrder } from './seed-people.js';
import { cents, nextId, type World } from './world.js';

const start = Date.UTC(2026, 10, 21, 16, 32, 16);

/** Two writers made the products: these changed places with the next one. */
const swapped = [2, 49, 54, 128, 151, 188, 194];

/** The store of the recorded answers: `LAB-0001` to `LAB-0200` without `0140`, customers, six orders. */
export function seedLab(world: World, setTime: SetTime): void {
  setTime(start);
  addCategory(world, 0, { name: 'Root Catalog' });
  addCategory(world, 1, {
    name: 'Default Category',
    is_active: true,
    include_in_menu: true,
    display_mode: 'PRODUCTS',
  });
  category(world, 2, 'Lab Root Cat', 'lab-root-cat');
  for (const name of ['Tools', 'Fasteners', 'Paint', 'Garden'])
    category(world, 3, name, name.toLowerCase());
  nextId(world, 'product');
  nextId(world, 'stockItem');
  const numbers = Array.from({ length: 200 }, (_, at) => inOrder(at + 1));
  for (const n of numbers) {
    setTime(start + n * 400);
    // This one was lost to a deadlock.
    if (n === 140) {
      nextId(world, 'product');
      nextId(world, 'stockItem');
    } else {
      product(world, n);
    }
  }
  setTime(Date.UTC(2026, 10, 21, 16, 33, 41));
  for (let n = 1; n <= 20; n++) {
    seedCustomer(world, `cust${n}@example.com`, 'Cust', `No${n}`, `Passw0rd!${n}`, `${n} Lab St`);
  }
  for (let n = 1; n <= 6; n++) {
    setTime(Date.UTC(2026, 10, 21, 16, 35, 5 + n * 2));
    const who = { firstname: 'Guest', lastname: `No${n}`, email: `guest${n}@example.com` };
    seedOrder(world, undefined, who, [{ sku: `LAB-000${n}`, qty: n }]);
  }
}

function inOrder(n: number): number {
  if (swapped.includes(n)) return n + 1;
  return swapped.includes(n - 1) ? n - 1 : n;
}

function category(world: World, parentId: number, name: string, urlKey: string): void {
  addCategory(world, parentId, {
    name,
    is_active: true,
    include_in_menu: true,
    is_anchor: '1',
    url_key: urlKey,
  });
}

function product(world: World, n: number): void {
  const input = {
    sku: `LAB-${String(n).padStart(4, '0')}`,
    name: `Lab product ${n}`,
    attribute_set_id: 4,
    price: cents(1 + n * 1.37),
    type_id: 'simple',
    weight: (n % 7) + 1,
    extension_attributes: {
      website_ids: [1],
      stock_item: { qty: 100 + n, is_in_stock: true },
      category_links: [{ position: n, category_id: String(4 + (n % 4)) }],
    },
    custom_attributes: [
      { attribute_code: 'description', value: `<p>Description ${n}</p>` },
      { attribute_code: 'short_description', value: 'short' },
    ],
  };
  saveProduct(world, input, globalScope);
}
