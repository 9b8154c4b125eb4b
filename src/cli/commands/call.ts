import type { Command } from '../command.js';
import { defineCaller } from '../operations/caller.js';
import { callTarget } from '../operations/target.js';

/** `magekit call products.update --sku 24-MB01 --product.price=34` */
export const call: Command = defineCaller({
  name: 'call',
  usage: ['<operation> [members] [options]', '<method> /V1/<path> [options]'],
  about:
    'Calls any operation by its name, or any path of the REST API. Members go into options: --sku, and with\ndots what is below: --product.price=34, --product.custom_attributes.color=49.',
  examples: [
    'magekit call products.update --sku 24-MB01 --product.price=34',
    'magekit call products.create --body product.json',
    "magekit call orders.list --where 'status=pending' --fields 'items[increment_id,grand_total]'",
    'magekit call POST /V1/acme/slots --body slot.json',
    'magekit call orders.addComment --help',
  ],
  targetOf: callTarget,
  offers: () => true,
});
