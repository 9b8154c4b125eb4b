import type { Command } from '../command.js';
import { defineCaller } from '../operations/caller.js';
import { getTarget } from '../operations/target.js';

/** `magekit get products --sku 24-MB01` */
export const get: Command = defineCaller({
  name: 'get',
  usage: ['<resource> [members] [options]', '<operation> …', '/V1/<path> …'],
  about: 'Reads one thing, a list, or any path of the REST API. Changes nothing.',
  examples: [
    'magekit get products --sku 24-MB01',
    "magekit get orders.list --where 'status=pending' --page-size 5",
    'magekit get /V1/store/storeViews',
  ],
  targetOf: getTarget,
  offers: ({ method }) => method === 'GET',
});
