import { createQueue } from '../async/state.js';
import { createAuthState } from '../auth/state.js';
import { createCatalogue } from '../catalogue/catalogue.js';
import { catalogueSettings } from '../catalogue/options.js';
import type { CredentialOverrides } from '../credentials.js';
import { createDeadlocks } from '../deadlocks.js';
import { customerByEmail } from '../entities/customers/save.js';
import { createFaults } from '../faults/state.js';
import type { Installed } from '../installed/installed.js';
import type { JsonObject } from '../json.js';
import type { Settings } from '../options.js';
import { randomFrom } from '../random.js';
import { attributeSets } from './attribute-sets.js';
import { productAttributes } from './attributes.js';
import { seedContent } from './seed-content.js';
import { seedLab } from './seed-lab.js';
import { seedShop } from './seed-shop.js';
import { seedTables } from './seed-tables.js';
import type { World } from './world.js';

/** Moves the time while the data is made, so that every run has the same dates. */
export type SetTime = (milliseconds: number) => void;

/** Makes a store and fills it. */
export function createWorld(
  settings: Settings,
  installed: Installed,
  now: () => number,
  credentials: CredentialOverrides | undefined,
  newToken?: () => string,
): World {
  const random = randomFrom(settings.seed);
  let seedTime: number | undefined = 0;
  const world: World = {
    settings,
    installed,
    random,
    now: () => seedTime ?? now(),
    auth: createAuthState(random, credentials, settings.twoFactor, newToken),
    queue: createQueue(settings.worker, settings.seed),
    deadlocks: createDeadlocks(settings),
    faults: createFaults(settings),
    counters: new Map([
      ['attributeSet', 10],
      ['customerGroup', 3],
      ['stock', settings.profile === 'lab' ? 1 : 2],
    ]),
    storeViews: [
      { id: 1, code: 'default', name: 'Default Store View' },
      { id: 2, code: 'second', name: 'Second' },
      { id: 3, code: 'de', name: 'Deutsch' },
    ],
    products: new Map(),
    productIds: new Map(),
    catalogue: undefined,
    urlKeys: new Map(),
    categories: new Map(),
    attributes: productAttributes(installed.extensions),
    attributeSets: attributeSets(),
    customers: new Map(),
    customerGroups: new Map(
      ['NOT LOGGED IN', 'General', 'Wholesale', 'Retailer'].map((code, id) => [
        id,
        { id, code, tax_class_id: 3, tax_class_name: 'Retail Customer' },
      ]),
    ),
    carts: new Map(),
    orders: new Map(),
    invoices: new Map(),
    shipments: new Map(),
    creditmemos: new Map(),
    cmsPages: new Map(),
    cmsBlocks: new Map(),
    cartRules: new Map(),
    coupons: new Map(),
    sources: new Map(),
    stocks: new Map(),
    stockLinks: [],
    sourceItems: new Map(),
    reservations: new Map(),
    tables: new Map(),
    defaultCustomerGroup: 1,
    lowQuantities: new Map(),
  };
  seedTables(world);
  seedInventory(world);
  const setTime: SetTime = (milliseconds) => {
    seedTime = milliseconds;
  };
  seedContent(world);
  if (settings.profile === 'lab') seedLab(world, setTime);
  else seedShop(world, setTime);
  seedTime = undefined;
  seedCatalogue(world);
  logInCustomer(world);
  return world;
}

/** Puts the generated products behind the profile's own, and what is created from now on behind them. */
function seedCatalogue(world: World): void {
  const { generatedProducts, seed } = world.settings;
  if (generatedProducts === undefined) return;
  const nextId = (world.counters.get('product') ?? 0) + 1;
  const settings = catalogueSettings(generatedProducts, { seed, nextId });
  world.catalogue = createCatalogue(settings, leafCategories(world));
  const lastId = world.catalogue.idOf(settings.count - 1);
  for (const table of ['product', 'stockItem', 'media']) world.counters.set(table, lastId);
}

function leafCategories(world: World): readonly number[] {
  const all = [...world.categories.values()];
  const parents = new Set(all.map(({ parentId }) => parentId));
  return all.filter(({ id }) => !parents.has(id)).map(({ id }) => id);
}

/** Opens the storefront session of the credentials. */
function logInCustomer(world: World): void {
  const { customer, session } = world.auth.credentials;
  const id = customerByEmail(world, customer.email)?.id;
  if (id !== undefined) world.auth.sessions.set(session, id);
}

function seedInventory(world: World): void {
  const source = (code: string, name: string, extra: JsonObject): void => {
    world.sources.set(code, {
      source_code: code,
      name,
      enabled: true,
      description: name,
      country_id: 'US',
      use_default_carrier_config: true,
      carrier_links: [],
      extension_attributes: { is_pickup_location_active: false, frontend_name: '' },
      ...extra,
    });
  };
  source('default', 'Default Source', { latitude: 0, longitude: 0, postcode: '00000' });
  world.stocks.set(1, stock(1, 'Default Stock', [{ type: 'website', code: 'base' }]));
  world.stockLinks.push({ stock_id: 1, source_code: 'default', priority: 1 });
  if (world.settings.profile === 'lab') return;
  source('warehouse', 'Second Warehouse', {
    latitude: 30.26,
    longitude: -97.74,
    postcode: '78701',
    city: 'Austin',
  });
  world.stocks.set(2, stock(2, 'Warehouse Stock', []));
  world.stockLinks.push({ stock_id: 2, source_code: 'warehouse', priority: 1 });
}

function stock(id: number, name: string, channels: readonly JsonObject[]): JsonObject {
  return { stock_id: id, name, extension_attributes: { sales_channels: channels } };
}
