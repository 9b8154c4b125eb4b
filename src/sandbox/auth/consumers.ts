/** Status of an integration as Magento numbers it: 0 inactive, 1 active, 2 recreated. */
export type IntegrationStatus = 0 | 1 | 2;

/** A row of the token table. The handshake turns the same row from verifier into request into access. */
export interface OauthToken {
  type: 'verifier' | 'request' | 'access';
  token: string;
  secret: string;
  readonly verifier: string;
  revoked: boolean;
}

/** Addresses of the app behind an integration. */
export interface IntegrationApp {
  /** Where the credentials are posted to. */
  readonly callbackUrl: string;
  /** What the admin opens in a popup, to have the merchant log in to the app. */
  readonly identityUrl: string;
}

/** An integration and its consumer, which Magento keeps in two tables. */
export interface Consumer {
  readonly id: number;
  readonly name: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly catalogOnly: boolean;
  /** Undefined for an integration whose four credentials the admin shows instead. */
  readonly app: IntegrationApp | undefined;
  /** Only signed calls heed it. */
  status: IntegrationStatus;
  /** Second of the last activation; the request token has to be fetched soon after it. */
  updatedAt: number;
  /** Oldest first. The first one is the integration's, whatever came after it. */
  tokens: readonly OauthToken[];
}

/** The consumer a token belongs to, and the token's row. */
export interface TokenOwner {
  readonly consumer: Consumer;
  readonly row: OauthToken;
}

/** Looks a token up, whatever its type. */
export function ownerOfToken(
  consumers: readonly Consumer[],
  token: string,
): TokenOwner | undefined {
  for (const consumer of consumers) {
    const row = consumer.tokens.find((candidate) => candidate.token === token);
    if (row !== undefined) return { consumer, row };
  }
  return undefined;
}
