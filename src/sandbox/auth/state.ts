import {
  type CredentialOverrides,
  fixedCredentials,
  type IntegrationCredentials,
  type SandboxCredentials,
} from '../credentials.js';
import type { Random } from '../random.js';
import { randomToken } from '../random.js';
import type { TwoFactorSettings } from '../switches.js';
import type { Consumer } from './consumers.js';
import { createTwoFactorState, type TwoFactorState } from './two-factor-state.js';

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
  consumers: readonly Consumer[];
  /** Id of the consumer made last; ids are not used twice. */
  lastConsumerId: number;
  /** Makes the keys, secrets and verifiers of integrations. */
  readonly newToken: () => string;
  /** Nonces seen, per consumer id. */
  readonly nonces: Map<number, Set<string>>;
  /** User type and name → failed logins. */
  readonly failures: Map<string, Failures>;
  /** User type and id → second up to which tokens are dead. */
  readonly revokedUpTo: Map<string, number>;
  /** Session cookie → customer id. */
  readonly sessions: Map<string, number>;
  /** Tokens of Adobe's identity service → second they end. */
  readonly imsTokens: Map<string, number>;
  twoFactor: TwoFactorState;
}

/** User types as tokens number them. */
export type UserType = 2 | 3;

/** The key of a user in the tables. */
export function userKey(type: UserType, nameOrId: string | number): string {
  return `${type} ${nameOrId}`;
}

/** Makes the throw-away credentials and empty tables. */
export function createAuthState(
  random: Random,
  overrides: CredentialOverrides = {},
  twoFactor?: TwoFactorSettings,
  newToken: () => string = () => randomToken(random),
): AuthState {
  const credentials: SandboxCredentials = {
    ...fixedCredentials,
    integration: overrides.integration ?? randomIntegration(random),
    catalogOnly: overrides.catalogOnly ?? randomIntegration(random),
    ...overrides,
    twoFactor: { ...fixedCredentials.twoFactor, ...overrides.twoFactor },
  };
  return {
    credentials,
    tokenKey: randomToken(random),
    consumers: [
      activeConsumer(1, 'integration', credentials.integration),
      activeConsumer(2, 'catalogOnly', credentials.catalogOnly),
    ],
    lastConsumerId: 2,
    newToken,
    nonces: new Map(),
    failures: new Map(),
    revokedUpTo: new Map(),
    sessions: new Map(),
    imsTokens: new Map(),
    twoFactor: createTwoFactorState(twoFactor),
  };
}

function activeConsumer(
  id: number,
  name: 'integration' | 'catalogOnly',
  { consumerKey, consumerSecret, accessToken, accessTokenSecret }: IntegrationCredentials,
): Consumer {
  const row = { token: accessToken, secret: accessTokenSecret, verifier: '', revoked: false };
  return {
    id,
    name,
    consumerKey,
    consumerSecret,
    catalogOnly: name === 'catalogOnly',
    app: undefined,
    status: 1,
    updatedAt: 0,
    tokens: [{ ...row, type: 'access' }],
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
