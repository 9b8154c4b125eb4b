import type { Handlers } from '../../call.js';
import { inventoryBulkHandlers } from './bulk.js';
import { lowQuantityHandlers } from './low-quantity.js';
import { pickupHandlers } from './pickup.js';
import { salabilityHandlers } from './salability.js';
import { selectionHandlers } from './selection.js';
import { sourceHandlers } from './sources.js';
import { stockHandlers } from './stocks.js';

/** Everything of multi-source inventory. */
export const inventoryHandlers: Handlers = {
  ...sourceHandlers,
  ...stockHandlers,
  ...salabilityHandlers,
  ...selectionHandlers,
  ...lowQuantityHandlers,
  ...pickupHandlers,
  ...inventoryBulkHandlers,
};
