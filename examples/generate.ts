/**
 * Generates modules for what a store has beside Magento. Without MAGENTO_BASE_URL and credentials the store is
 * the sandbox, with a module of loyalty cards.
 *
 *   npx tsx examples/generate.ts src/magento
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCommand } from '../src/codegen/store/index.js';
import { createMagento, fromEnv, oauth1 } from '../src/index.js';
import { startSandbox } from '../src/sandbox/index.js';
import { heading, step } from './support/print.js';

async function startLoyaltyShop() {
  const sandbox = await startSandbox();
  const card = 'acme-loyalty-data-card-interface';
  sandbox.extend({
    module: 'Acme_Loyalty',
    definitions: { [card]: { id: 'int?', number: 'string', points: 'float?' } },
    extensionAttributes: { 'catalog-data-product-interface': { loyalty_points: 'int' } },
    routes: [
      {
        method: 'GET',
        path: '/V1/acme/cards/{cardId}',
        resource: 'Acme_Loyalty::cards',
        pathTypes: { cardId: 'int' },
        result: card,
        handler: ({ path }) => ({ id: Number(path.cardId), number: 'C-1', points: 2.5 }),
      },
    ],
  });
  return sandbox;
}

const isReal = process.env.MAGENTO_BASE_URL !== undefined;
const sandbox = isReal ? undefined : await startLoyaltyShop();
const client = sandbox
  ? createMagento({ baseUrl: sandbox.url, auth: oauth1(sandbox.credentials.integration) })
  : createMagento(fromEnv());
const out = process.argv[2] ?? (await mkdtemp(join(tmpdir(), 'magento-')));

heading(`Modules for ${client.baseUrl}`);
const { differing } = await generateCommand(
  { client, out },
  { print: step, warn: ({ place, message }) => step(`${place}: ${message}`) },
);
for (const name of differing) step(name);
await sandbox?.close();
