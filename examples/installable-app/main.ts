/**
 * An app that merchants install, and a shop to try it on, both on this machine:
 *
 *   npx tsx examples/installable-app/main.ts
 *
 * With the address of an https tunnel it waits for real stores instead (see README.md):
 *
 *   APP_ORIGIN=https://my-tunnel.example PORT=3000 npx tsx examples/installable-app/main.ts
 */
import { generateSealingKey, memoryInstallationStore } from '../../src/installations/index.js';
import { startSandbox } from '../../src/sandbox/index.js';
import { createApp } from './app.js';
import { serve } from './serve.js';

const { APP_ORIGIN: publicOrigin, PORT: port, STORE_ORIGIN: storeOrigin } = process.env;

const sandbox = publicOrigin ? undefined : await startSandbox();
// Only these may be http or on a private network.
const trustedOrigins = [sandbox?.url, storeOrigin].filter((origin) => origin !== undefined);

const appOn = (listeningPort: number) => {
  const origin = publicOrigin ?? `http://localhost:${listeningPort}`;
  sandbox?.integrations.create({
    name: 'Example app',
    callbackUrl: `${origin}/magento/callback`,
    identityUrl: `${origin}/magento/identity`,
  });
  console.log(`
The app       ${origin}/
${sandbox ? `The shop      ${sandbox.url}/admin/` : ''}

1. ${sandbox ? 'Open the shop' : 'Open System → Integrations in the Magento admin'} and press Activate. A window opens.
2. Log in there, and press Connect. The window closes, and the integration is active.
3. Open the app: it lists the shop and what it sells.
4. Press Reauthorize, and see that it still does.
`);
  return createApp({
    origin,
    // New ones at each start, as nothing outlives it here. Otherwise they come from the environment.
    sessionSecret: generateSealingKey(),
    installations: {
      store: memoryInstallationStore(),
      secret: generateSealingKey(),
      trustedOrigins,
    },
    log: (line) => console.log(line),
  });
};

await serve(appOn, port ? Number(port) : 0);
