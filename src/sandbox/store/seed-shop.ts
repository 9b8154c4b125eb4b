import { addCategory } from '../entities/categories.js';
import { saveProduct, slug } from '../entities/products/save.js';
import type { JsonObject } from '../json.js';
import { invoiceOrder, shipOrder } from '../sales/documents.js';
import { cancelOrder } from '../sales/order-state.js';
import { globalScope } from '../scope.js';
import type { SetTime } from './create-world.js';
import { seedCustomer, seedOrder } from './seed-people.js';
import { setSourceItem } from './stock.js';
import { cents, nextId, type World } from './world.js';

const start = Date.UTC(2026, 4, 4, 8);
const minute = 60_000;
const day = 24 * 60 * minute;

const groups: readonly (readonly [string, readonly string[]])[] = [
  ['Bags', ['Backpacks', 'Messenger Bags', 'Duffle Bags']],
  ['Fitness', ['Mats', 'Weights', 'Bands']],
  ['Watches', ['Digital', 'Analog', 'Sport']],
  ['Outdoor', ['Tents', 'Lamps', 'Bottles']],
];

const makers = ['Joust', 'Fusion', 'Granite', 'Linden', 'Harbor', 'Summit', 'Pioneer', 'Meridian'];
const kinds = [
  'Duffle Bag',
  'Backpack',
  'Yoga Mat',
  'Sport Watch',
  'Camp Lamp',
  'Water Bottle',
  'Band Set',
  'Tent',
];

/** SKUs that go wrong where a client encodes carelessly. */
const awkward = ['A/B 1', 'SP ACE', 'PL+US', 'PER%CENT', 'ÜNI-ß-日本', "QU'OTE"];

/** A small store: products of several types, categories, customers, and orders over ten days. */
export function seedShop(world: World, setTime: SetTime): void {
  setTime(start);
  const leaves = seedCategories(world);
  for (let n = 1; n <= world.settings.products; n++) {
    setTime(start + n * minute);
    seedProduct(world, n, leaves);
  }
  setTime(start + day);
  for (const sku of awkward) save(world, { sku, name: `Item ${sku}`, price: 10, qty: 50 });
  seedSpecialTypes(world);
  seedPeopleAndOrders(world, setTime);
}

function seedCategories(world: World): readonly number[] {
  addCategory(world, 0, { name: 'Root Catalog' });
  addCategory(world, 1, {
    name: 'Default Category',
    is_active: true,
    include_in_menu: true,
    display_mode: 'PRODUCTS',
  });
  const add = (parent: number, name: string): number =>
    addCategory(world, parent, {
      name,
      is_active: true,
      include_in_menu: true,
      is_anchor: '1',
      url_key: slug(name),
    }).id;
  return groups.flatMap(([name, children]) => {
    const parent = add(2, name);
    return children.map((child) => add(parent, child));
  });
}

function seedProduct(world: World, n: number, leaves: readonly number[]): void {
  const pick = <T>(list: readonly T[]): T | undefined =>
    list[Math.floor(world.random() * list.length)];
  const sku = `24-${n <= 9 ? 'MB' : n % 2 === 0 ? 'WB' : 'UG'}${String(n).padStart(2, '0')}`;
  const maker = n === 1 ? 'Joust' : pick(makers);
  const kind = n === 1 ? 'Duffle Bag' : pick(kinds);
  const name = n === 1 ? 'Joust Duffle Bag' : `${maker} ${kind} ${n}`;
  const color = pick(world.attributes.get('color')?.options ?? [])?.value;
  const attributes = { color, meta_title: name };
  save(world, {
    sku,
    name,
    price: n === 1 ? 34 : cents(5 + world.random() * 120),
    qty: 100,
    weight: 1 + (n % 5),
    category: leaves[n % leaves.length] ?? 2,
    position: n,
    attributes,
  });
  const id = world.productIds.get(sku.toLowerCase());
  const product = id === undefined ? undefined : world.products.get(id);
  if (product === undefined || n % 4 !== 0) return;
  const file = `/m/b/${sku.toLowerCase()}.jpg`;
  const types = ['image', 'small_image', 'thumbnail'];
  product.media = [
    {
      id: nextId(world, 'media'),
      media_type: 'image',
      label: null,
      position: 1,
      disabled: false,
      types,
      file,
    },
  ];
  product.values.set(0, {
    ...product.values.get(0),
    image: file,
    small_image: file,
    thumbnail: file,
  });
  setSourceItem(world, { sku, source_code: 'warehouse', quantity: 20, status: 1 });
}

interface Wanted {
  readonly sku: string;
  readonly name: string;
  readonly price?: number;
  readonly qty?: number;
  readonly type?: string;
  readonly weight?: number;
  readonly visibility?: number;
  readonly category?: number;
  readonly position?: number;
  readonly attributes?: JsonObject;
  readonly extension?: JsonObject;
}

function save(world: World, wanted: Wanted): number {
  const { sku, name, price, qty = 0, type = 'simple', category, position = 0 } = wanted;
  const custom = {
    description: `<p>${name}</p>`,
    url_key:
      slug(`${name} ${sku}`) === '' ? `item-${world.products.size}` : `${slug(name)}-${slug(sku)}`,
    ...wanted.attributes,
  };
  const { product } = saveProduct(
    world,
    {
      sku,
      name,
      attribute_set_id: 4,
      ...(price !== undefined && { price }),
      type_id: type,
      visibility: wanted.visibility ?? 4,
      ...(type !== 'virtual' && { weight: wanted.weight ?? 1 }),
      extension_attributes: {
        website_ids: [1],
        stock_item: { qty, is_in_stock: type === 'configurable' || qty > 0 },
        ...(category !== undefined && {
          category_links: [{ position, category_id: String(category) }],
        }),
        ...wanted.extension,
      },
      custom_attributes: Object.entries(custom).map(([attribute_code, value]) => ({
        attribute_code,
        value: value ?? null,
      })),
    },
    globalScope,
  );
  return product.id;
}

function seedSpecialTypes(world: World): void {
  save(world, { sku: '240-LV01', name: 'Gift Lesson', price: 25, qty: 500, type: 'virtual' });
  const color = world.attributes.get('color');
  const children = (color?.options ?? []).slice(0, 3).map(({ label, value }) =>
    save(world, {
      sku: `MH01-${label}`,
      name: `Chaz Hoodie-${label}`,
      price: 52,
      qty: 100,
      visibility: 1,
      attributes: { color: value },
    }),
  );
  save(world, {
    sku: 'MH01',
    name: 'Chaz Hoodie',
    type: 'configurable',
    extension: {
      configurable_product_options: [
        {
          id: 1,
          attribute_id: String(color?.id ?? 93),
          label: 'Color',
          position: 0,
          values: (color?.options ?? [])
            .slice(0, 3)
            .map(({ value }) => ({ value_index: Number(value) })),
        },
      ],
      configurable_product_links: children,
    },
  });
  save(world, { sku: 'SOLD-OUT', name: 'Sold Out Scarf', price: 12, qty: 0 });
}

const firstNames = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fay', 'Gil', 'Hana', 'Ivo', 'Jana'];
const lastNames = ['Moss', 'Reed', 'Stone', 'Field', 'Brook'];

function seedPeopleAndOrders(world: World, setTime: SetTime): void {
  const { customer: first } = world.auth.credentials;
  setTime(start + 2 * day);
  const customers = Array.from({ length: 25 }, (_, at) => {
    const n = at + 1;
    const firstname = firstNames[at % firstNames.length] ?? 'Ada';
    const lastname = lastNames[at % lastNames.length] ?? 'Moss';
    const [email, password] =
      n === 1 ? [first.email, first.password] : [`cust${n}@example.org`, `Passw0rd!${n}`];
    return seedCustomer(world, email, firstname, lastname, password, `${n} Main St`);
  });
  const skus = [...world.products.values()].slice(0, 9).map(({ sku }) => sku);
  for (let n = 1; n <= 30; n++) {
    setTime(start + 3 * day + n * 8 * 60 * minute);
    const customer = n % 3 === 0 ? undefined : customers[n % customers.length];
    const who = {
      firstname: String(customer?.data.firstname ?? 'Guest'),
      lastname: String(customer?.data.lastname ?? `No${n}`),
      email: String(customer?.data.email ?? `guest${n}@example.org`),
    };
    const lines = Array.from({ length: 1 + (n % 2) }, (_, at) => ({
      sku: skus[(n + at * 3) % skus.length] ?? '24-MB01',
      qty: 1 + (n % 3),
    }));
    const order = seedOrder(world, customer, who, lines);
    if (n % 5 === 0) cancelOrder(world, order);
    if (n % 2 === 0 && n % 5 !== 0) invoiceOrder(world, order, {});
    if (n % 4 === 0 && n % 5 !== 0) shipOrder(world, order, {});
  }
}
