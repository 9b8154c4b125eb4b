import type { RunningSandbox } from '../../../src/sandbox/index.js';

/** The settings that reach a sandbox as its integration. */
export function sandboxEnv({ url, credentials }: RunningSandbox): Record<string, string> {
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = credentials.integration;
  return {
    MAGENTO_BASE_URL: url,
    MAGENTO_CONSUMER_KEY: consumerKey,
    MAGENTO_CONSUMER_SECRET: consumerSecret,
    MAGENTO_ACCESS_TOKEN: accessToken,
    MAGENTO_ACCESS_TOKEN_SECRET: accessTokenSecret,
  };
}
