import { onTestFinished } from 'vitest';
import { createApp } from '../../../examples/installable-app/app.js';
import { serve } from '../../../examples/installable-app/serve.js';
import { systemClock } from '../../../src/clock.js';
import { generateSealingKey, memoryInstallationStore } from '../../../src/installations/index.js';
import {
  type CreatedIntegration,
  type RunningSandbox,
  startSandbox,
} from '../../../src/sandbox/index.js';

/** The example app and a shop, each behind a port of its own and on a site of its own. */
export interface RunningApp {
  /** On `localhost`, which to browsers is another site than the shop's 127.0.0.1. */
  readonly origin: string;
  readonly shop: RunningSandbox;
  readonly integration: CreatedIntegration;
  /** What the app logs. */
  readonly log: readonly string[];
  /** What nobody may see: every secret and verifier that has passed, and the key of the admin's session. */
  readonly secrets: ReadonlySet<string>;
  /** Puts the app's clock forward. */
  wait(ms: number): void;
  /** Adds the app's integration to the shop. */
  addIntegration(): CreatedIntegration;
}

const HIDDEN = ['oauth_consumer_secret', 'oauth_verifier', 'oauth_token', 'oauth_token_secret'];

/** Starts both; they end with the test. */
export async function startApp(): Promise<RunningApp> {
  const log: string[] = [];
  const secrets = new Set<string>();
  const collect = (text: string) => {
    const fields = new URLSearchParams(text);
    for (const name of HIDDEN) {
      const value = fields.get(name);
      if (value) secrets.add(value);
    }
  };
  let ahead = 0;

  const shop = await startSandbox({
    callbackFetch: (url, init) => {
      collect(String(init?.body));
      return fetch(url, init);
    },
  });
  let origin = '';
  const app = await serve((port) => {
    origin = `http://localhost:${port}`;
    return createApp({
      origin,
      sessionSecret: generateSealingKey(),
      log: (line) => log.push(line),
      installations: {
        store: memoryInstallationStore(),
        secret: generateSealingKey(),
        trustedOrigins: [shop.url],
        clock: { ...systemClock, now: () => Date.now() + ahead },
        fetch: async (url, init) => {
          const response = await fetch(url, init);
          if (String(url).includes('/oauth/token/')) collect(await response.clone().text());
          return response;
        },
      },
    });
  });
  onTestFinished(async () => {
    await Promise.all([app.close(), shop.close()]);
  });

  const addIntegration = () =>
    shop.integrations.create({
      name: 'Example app',
      callbackUrl: `${origin}/magento/callback`,
      identityUrl: `${origin}/magento/identity`,
    });
  const integration = addIntegration();
  return {
    origin,
    shop,
    integration,
    log,
    secrets,
    wait: (ms) => {
      ahead += ms;
    },
    addIntegration,
  };
}
