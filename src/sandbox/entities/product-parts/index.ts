import type { Handlers } from '../../call.js';
import { bundleHandlers } from './bundles.js';
import { configurableHandlers } from './configurables.js';
import { downloadHandlers } from './downloads.js';
import { productLinkHandlers } from './links.js';
import { customOptionHandlers } from './options.js';

/** What hangs on a product and has routes of its own. */
export const productPartHandlers: Handlers = {
  ...customOptionHandlers,
  ...productLinkHandlers,
  ...downloadHandlers,
  ...bundleHandlers,
  ...configurableHandlers,
};
