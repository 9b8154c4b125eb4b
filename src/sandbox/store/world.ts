import type { QueueState } from '../async/state.js';
import type { AuthState } from '../auth/state.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { magentoDate } from '../dates.js';
import type { Deadlocks } from '../deadlocks.js';
import type { FaultState } from '../faults/state.js';
import type { Installed } from '../installed/installed.js';
import type { JsonObject } from '../json.js';
import type { Settings } from '../options.js';
import type { Random } from '../random.js';
import type {
  Attribute,
  Cart,
  Category,
  Customer,
  Document,
  Order,
  Product,
  SourceItem,
} from './rows.js';

/** Everything one sandbox holds. A reset makes a new one. */
export interface World {
  settings: Settings;
  installed: Installed;
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly auth: AuthState;
  readonly queue: QueueState;
  deadlocks: Deadlocks;
  faults: FaultState;
  readonly counters: Map<string, number>;
  readonly storeViews: readonly StoreView[];
  readonly products: Map<number, Product>;
  /** Lower-case SKU → product id: Magento looks SKUs up whatever their case. */
  readonly productIds: Map<string, number>;
  /** Products that are made when somebody looks at them. */
  catalogue: Catalogue | undefined;
  /** URL key → id of the product that had it last; the product itself says whether it still has. */
  readonly urlKeys: Map<string, number>;
  readonly categories: Map<number, Category>;
  readonly attributes: Map<string, Attribute>;
  readonly attributeSets: Map<number, JsonObject>;
  readonly customers: Map<number, Customer>;
  readonly customerGroups: Map<number, JsonObject>;
  readonly carts: Map<number, Cart>;
  readonly orders: Map<number, Order>;
  readonly invoices: Map<number, Document>;
  readonly shipments: Map<number, Document>;
  readonly creditmemos: Map<number, Document>;
  readonly cmsPages: Map<number, JsonObject>;
  readonly cmsBlocks: Map<number, JsonObject>;
  readonly cartRules: Map<number, JsonObject>;
  readonly coupons: Map<number, JsonObject>;
  readonly sources: Map<string, JsonObject>;
  readonly stocks: Map<number, JsonObject>;
  readonly stockLinks: JsonObject[];
  readonly sourceItems: Map<string, SourceItem>;
  /** SKU → what orders have taken (negative) and shipments given back. */
  readonly reservations: Map<string, number>;
  /** Rows of simple kinds; see `tableOf`. */
  readonly tables: Map<string, Map<number, JsonObject>>;
  defaultCustomerGroup: number;
  /** SKU and source → the quantity from which on a product is low there. */
  readonly lowQuantities: Map<string, number>;
}

/** A store view. Id 0 is the global scope. */
export interface StoreView {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** The next id of a table, from 1. */
export function nextId(world: World, table: string): number {
  const id = (world.counters.get(table) ?? 0) + 1;
  world.counters.set(table, id);
  return id;
}

/** The time as Magento writes it. */
export function nowText(world: World): string {
  return magentoDate(world.now());
}

/** The time in whole seconds, as PHP counts. */
export function nowSeconds(world: World): number {
  return Math.floor(world.now() / 1000);
}

/** Money with cents. */
export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
