import type { Handlers } from '../../call.js';
import { basePriceHandlers } from './base.js';
import { costHandlers } from './cost.js';
import { groupPriceHandlers } from './group.js';
import { specialPriceHandlers } from './special.js';
import { tierPriceHandlers } from './tier.js';

/** The services that write many prices at once and answer 200 with a list of what they refused. */
export const priceHandlers: Handlers = {
  ...basePriceHandlers,
  ...specialPriceHandlers,
  ...tierPriceHandlers,
  ...costHandlers,
  ...groupPriceHandlers,
};
