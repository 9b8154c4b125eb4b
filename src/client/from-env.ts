import { adminToken } from '../auth/admin-token.js';
import { anonymous } from '../auth/anonymous.js';
import type { Authenticator } from '../auth/authenticator.js';
import { customerToken } from '../auth/customer-token.js';
import { ims } from '../auth/ims.js';
import { integrationBearer } from '../auth/integration-bearer.js';
import { oauth1 } from '../auth/oauth1.js';
import { totp } from '../auth/two-factor.js';
import { ConfigError } from '../errors/config-error.js';

/** Environment variables by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What {@link fromEnv} finds; spread it into the options of a client. */
export interface EnvOptions {
  readonly baseUrl: string;
  readonly auth: Authenticator;
  readonly store?: string;
}

interface Way {
  readonly variables: readonly string[];
  /** A variable that may be missing; its value comes last. */
  readonly optional?: string;
  readonly create: (...values: string[]) => Authenticator;
}

/** The ways to authenticate; the first whose first variable is set is taken, and must then be complete. */
const ways: readonly Way[] = [
  {
    variables: [
      'MAGENTO_CONSUMER_KEY',
      'MAGENTO_CONSUMER_SECRET',
      'MAGENTO_ACCESS_TOKEN',
      'MAGENTO_ACCESS_TOKEN_SECRET',
    ],
    create: (consumerKey = '', consumerSecret = '', accessToken = '', accessTokenSecret = '') =>
      oauth1({ consumerKey, consumerSecret, accessToken, accessTokenSecret }),
  },
  {
    variables: ['MAGENTO_IMS_CLIENT_ID', 'MAGENTO_IMS_CLIENT_SECRET'],
    create: (clientId = '', clientSecret = '') => ims({ clientId, clientSecret }),
  },
  {
    variables: ['MAGENTO_INTEGRATION_TOKEN'],
    create: (token = '') => integrationBearer({ token }),
  },
  { variables: ['MAGENTO_ADMIN_TOKEN'], create: (token = '') => adminToken({ token }) },
  {
    variables: ['MAGENTO_ADMIN_USERNAME', 'MAGENTO_ADMIN_PASSWORD'],
    optional: 'MAGENTO_ADMIN_TOTP_SECRET',
    create: (username = '', password = '', secret = '') =>
      adminToken({ username, password, twoFactor: secret ? totp({ secret }) : undefined }),
  },
  { variables: ['MAGENTO_CUSTOMER_TOKEN'], create: (token = '') => customerToken({ token }) },
  {
    variables: ['MAGENTO_CUSTOMER_EMAIL', 'MAGENTO_CUSTOMER_PASSWORD'],
    create: (email = '', password = '') => customerToken({ email, password }),
  },
];

function processEnv(): Env {
  return (globalThis as { process?: { env?: Env } }).process?.env ?? {};
}

function authFrom(env: Env): Authenticator {
  const way = ways.find(({ variables }) => variables.some((name) => env[name]));
  if (!way) return anonymous();
  const missing = way.variables.filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new ConfigError(
      `The environment has ${way.variables.length - missing.length} of the ${way.variables.length} variables of this way to authenticate; missing: ${missing.join(', ')}.`,
    );
  }
  const names = way.optional ? [...way.variables, way.optional] : way.variables;
  return way.create(...names.map((name) => env[name] ?? ''));
}

/**
 * Reads `MAGENTO_BASE_URL`, credentials and `MAGENTO_STORE` from the environment:
 * `createMagento(fromEnv())`. Credentials are, in this order, `MAGENTO_CONSUMER_KEY`,
 * `MAGENTO_CONSUMER_SECRET`, `MAGENTO_ACCESS_TOKEN` and `MAGENTO_ACCESS_TOKEN_SECRET`;
 * `MAGENTO_IMS_CLIENT_ID` and `MAGENTO_IMS_CLIENT_SECRET`; `MAGENTO_INTEGRATION_TOKEN`;
 * `MAGENTO_ADMIN_TOKEN`; `MAGENTO_ADMIN_USERNAME` and `MAGENTO_ADMIN_PASSWORD`, with
 * `MAGENTO_ADMIN_TOTP_SECRET` where the admin has Google Authenticator;
 * `MAGENTO_CUSTOMER_TOKEN`; `MAGENTO_CUSTOMER_EMAIL` and `MAGENTO_CUSTOMER_PASSWORD`; else a guest.
 * @param env Default: the process's environment.
 * @throws ConfigError that names the missing variable
 */
export function fromEnv(env: Env = processEnv()): EnvOptions {
  const baseUrl = env.MAGENTO_BASE_URL;
  if (!baseUrl) {
    throw new ConfigError('MAGENTO_BASE_URL is not set. It is the address of the shop.');
  }
  const store = env.MAGENTO_STORE;
  return { baseUrl, auth: authFrom(env), ...(store ? { store } : {}) };
}
