import { type Authenticator, adminToken, fromEnv, type OAuth1Options } from '../../src/index.js';
import { startSandbox } from '../../src/sandbox/index.js';

/** The store an example runs on, and who it may be there. */
export interface Store {
  readonly description: string;
  readonly baseUrl: string;
  readonly admin: Authenticator;
  /** The four credentials of an integration, when there are any. */
  readonly integration: OAuth1Options | undefined;
  close(): Promise<void>;
}

function integrationFrom(env: NodeJS.ProcessEnv): OAuth1Options | undefined {
  const consumerKey = env.MAGENTO_CONSUMER_KEY;
  const consumerSecret = env.MAGENTO_CONSUMER_SECRET;
  const accessToken = env.MAGENTO_ACCESS_TOKEN;
  const accessTokenSecret = env.MAGENTO_ACCESS_TOKEN_SECRET;
  if (!consumerKey || !consumerSecret || !accessToken || !accessTokenSecret) return undefined;
  return { consumerKey, consumerSecret, accessToken, accessTokenSecret };
}

/** A real store when the environment names one, else a sandbox of our own. */
export async function askStore(env: NodeJS.ProcessEnv = process.env): Promise<Store> {
  if (env.MAGENTO_BASE_URL) {
    const { baseUrl, auth } = fromEnv(env);
    return {
      description: `Your store as ${auth.name}`,
      baseUrl,
      admin: auth,
      integration: integrationFrom(env),
      close: async () => undefined,
    };
  }
  const sandbox = await startSandbox();
  return {
    description: 'A sandbox in this process',
    baseUrl: sandbox.url,
    admin: adminToken(sandbox.credentials.admin),
    integration: sandbox.credentials.integration,
    close: () => sandbox.close(),
  };
}
