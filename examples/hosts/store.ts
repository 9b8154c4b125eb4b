import { oauth1 } from '../../src/auth/oauth1.js';
import { type Client, createClient } from '../../src/core.js';

/** The settings of an integration, as a host keeps them for its functions. */
export interface StoreEnv {
  readonly MAGENTO_BASE_URL?: string;
  readonly MAGENTO_CONSUMER_KEY?: string;
  readonly MAGENTO_CONSUMER_SECRET?: string;
  readonly MAGENTO_ACCESS_TOKEN?: string;
  readonly MAGENTO_ACCESS_TOKEN_SECRET?: string;
}

/** A client without what these functions do not need: one authenticator, and no resource but their own. */
export function connectTo(env: StoreEnv): Client {
  return createClient({
    baseUrl: env.MAGENTO_BASE_URL ?? '',
    auth: oauth1({
      consumerKey: env.MAGENTO_CONSUMER_KEY ?? '',
      consumerSecret: env.MAGENTO_CONSUMER_SECRET ?? '',
      accessToken: env.MAGENTO_ACCESS_TOKEN ?? '',
      accessTokenSecret: env.MAGENTO_ACCESS_TOKEN_SECRET ?? '',
    }),
    // A host runs many instances side by side: each must be modest, or they share a budget through Redis
    // (examples/serverless.ts).
    budget: { target: 2 },
  });
}
