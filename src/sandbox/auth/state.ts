import type { IntegrationCredentials, SandboxCredentials } from '../options.js';
import type { Random } from '../random.js';
import { randomToken } from '../random.js';

/** An integration as the OAuth tables hold it. */
export interface Consumer extends IntegrationCredentials {
  readonly id: number;
  readonly catalogOnly: boolean;
}

/** Failed logins of one user name. */
export interface Failures {
  readonly count: number;
  readonly lastSecond: number;
}

/** Everything the store knows about callers. */
export interface AuthState {
  readonly credentials: SandboxCredentials;
  /** Signs the tokens. */
  readonly tokenKey: string;
  readonly consumers: readonly Consumer[];
  /** Nonces seen, per consumer id. */
  readonly nonces: Map<number, Set<string>>;
  readonly failures: Map<string, Failures>;
  /** Customer id → second up to which tokens are dead. */
  readonly revokedUpTo: Map<number, number>;
}

/** Makes the throw-away credentials and empty tables. */
export function createAuthState(
  random: Random,
  overrides: Partial<SandboxCredentials> = {},
): AuthState {
  const credentials: SandboxCredentials = {
    admin: overrides.admin ?? { username: 'admin', password: 'Admin12345' },
    customer: overrides.customer ?? { email: 'cust1@example.com', password: 'Passw0rd!1' },
    integration: overrides.integration ?? randomIntegration(random),
    catalogOnly: overrides.catalogOnly ?? randomIntegration(random),
  };
  return {
    credentials,
    tokenKey: randomToken(random),
    consumers: [
      { ...credentials.integration, id: 1, catalogOnly: false },
      { ...credentials.catalogOnly, id: 2, catalogOnly: true },
    ],
    nonces: new Map(),
    failures: new Map(),
    revokedUpTo: new Map(),
  };
}

function randomIntegration(random: Random): IntegrationCredentials {
  return {
    consumerKey: randomToken(random),
    consumerSecret: randomToken(random),
    accessToken: randomToken(random),
    accessTokenSecret: randomToken(random),
  };
}
