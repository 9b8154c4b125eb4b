import { bulkHandlers } from '../async/status.js';
import type { Handlers } from '../call.js';
import { categoryAttributeHandlers } from './attributes/category.js';
import { attributeGroupHandlers } from './attributes/groups.js';
import { attributeHandlers } from './attributes/handlers.js';
import { attributeOptionHandlers } from './attributes/options.js';
import { attributeSetHandlers } from './attributes/sets.js';
import { cartRuleHandlers } from './cart-rules.js';
import { cartListHandlers } from './carts/all.js';
import { cartHandlers } from './carts/handlers.js';
import { categoryHandlers } from './categories.js';
import { contentHandlers } from './content.js';
import { couponHandlers } from './coupons.js';
import { customerGroupHandlers } from './customer-groups.js';
import { accountHandlers } from './customers/account.js';
import { customerHandlers } from './customers/handlers.js';
import { metadataHandlers } from './customers/metadata.js';
import { directoryHandlers } from './directory.js';
import { documentHandlers } from './documents/handlers.js';
import { documentPartHandlers } from './documents/parts.js';
import { transactionHandlers } from './documents/transactions.js';
import { inventoryHandlers } from './inventory/index.js';
import { orderHandlers } from './orders.js';
import { priceHandlers } from './prices/index.js';
import { productPartHandlers } from './product-parts/index.js';
import { productHandlers } from './products/handlers.js';
import { quickSearchHandlers } from './quick-search.js';
import { storeHandlers } from './stores.js';
import { taxHandlers } from './taxes.js';
import { tokenHandlers } from './tokens.js';
import { twoFactorHandlers } from './two-factor/index.js';

/** Every route the sandbox serves. A route of Magento that is not here answers 501. */
export const handlers: Handlers = {
  ...tokenHandlers,
  ...twoFactorHandlers,
  ...storeHandlers,
  ...directoryHandlers,
  ...productHandlers,
  ...productPartHandlers,
  ...attributeHandlers,
  ...attributeOptionHandlers,
  ...attributeSetHandlers,
  ...attributeGroupHandlers,
  ...taxHandlers,
  ...customerGroupHandlers,
  ...inventoryHandlers,
  ...priceHandlers,
  ...categoryHandlers,
  ...customerHandlers,
  ...cartHandlers,
  ...cartListHandlers,
  ...accountHandlers,
  ...metadataHandlers,
  ...categoryAttributeHandlers,
  ...orderHandlers,
  ...documentHandlers,
  ...documentPartHandlers,
  ...transactionHandlers,
  ...quickSearchHandlers,
  ...contentHandlers,
  ...cartRuleHandlers,
  ...couponHandlers,
  ...bulkHandlers,
};
