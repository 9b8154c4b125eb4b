import {
  type CredentialOverrides,
  fixedCredentials,
  type IntegrationCredentials,
  type SandboxCredentials,
} from '../credentials.js';
import type { Random } from '../random.js';
import { randomToken } from '../random.js';
import type { TwoFactorSettings } from '../switches.js';
import { createTwoFactorState, type TwoFactorState } from './two-factor-state.js';

/** An integration as the OAuth tables hold it. */
export interface Consumer extends IntegrationCredentials {
  readonly id: number;
  /** Which of the credentials it is. */
  readonly name: 'integration' | 'catalogOnly';
  readonly catalogOnly: boolean;
  /** Status of the integration; only signed calls heed it. */
  active: boolean;
  /** Flag of the access token. */
  revoked: boolean;
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
  consumers: readonly Consumer[];
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
): AuthState {
  const credentials: SandboxCredentials = {
    ...fixedCredentials,
    integration: overrides.integration ?? randomIntegration(random),
    catalogOnly: overrides.catalogOnly ?? randomIntegration(random),
    ...overrides,
    twoFactor: { ...fixedCredentials.twoFactor, ...overrides.twoFactor },
  };
  const row = { active: true, revoked: false };
  return {
    credentials,
    tokenKey: randomToken(random),
    consumers: [
      { ...credentials.integration, ...row, id: 1, name: 'integration', catalogOnly: false },
      { ...credentials.catalogOnly, ...row, id: 2, name: 'catalogOnly', catalogOnly: true },
    ],
    nonces: new Map(),
    failures: new Map(),
    revokedUpTo: new Map(),
    sessions: new Map(),
    imsTokens: new Map(),
    twoFactor: createTwoFactorState(twoFactor),
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
