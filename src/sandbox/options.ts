/** How a store verifies OAuth signatures; each Magento line has its own code for it. */
export type SignatureEngine = 'zend' | 'laminas' | 'hmac';

/** What makes one integration: the four OAuth 1.0a secrets, 32 characters each. */
export interface IntegrationCredentials {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken: string;
  readonly accessTokenSecret: string;
}

/** Throw-away credentials every sandbox starts with. */
export interface SandboxCredentials {
  /** An administrator with all rights. */
  readonly admin: { readonly username: string; readonly password: string };
  /** The first seeded customer. */
  readonly customer: { readonly email: string; readonly password: string };
  /** An integration with all rights. */
  readonly integration: IntegrationCredentials;
  /** An integration that holds `Magento_Catalog::*` and nothing else. */
  readonly catalogOnly: IntegrationCredentials;
}

/** Options of {@link createSandbox} and {@link startSandbox}. */
export interface SandboxOptions {
  /** Same seed, same data, ids, tokens and cart masks. Default 1. */
  readonly seed?: number;
  /** `zend` is Magento up to 2.4.5, `laminas` 2.4.6 and 2.4.7, `hmac` 2.4.8 on. Default `laminas`. */
  readonly oauthEngine?: SignatureEngine;
  /** Whether an integration's access token works as Bearer. Default false, as in Magento since 2.4.4. */
  readonly integrationAsBearer?: boolean;
  /** Whether two-factor authentication guards the administrator's password login. Default false. */
  readonly twoFactor?: boolean;
  /** Lifetime of administrator and customer tokens in minutes. Default 60. */
  readonly tokenLifetimeMinutes?: number;
  /** Where the time comes from, in milliseconds since 1970. Default the system clock. */
  readonly clock?: { now(): number };
  /** Number of simple products of the `shop` profile, at least 10. Default 200. */
  readonly products?: number;
  /** `shop`: a small store; `lab`: the 199 `LAB-…` products of Magento's recorded answers. Default `shop`. */
  readonly profile?: 'shop' | 'lab';
  /** Replaces some of the throw-away credentials; use no real ones. */
  readonly credentials?: Partial<SandboxCredentials>;
}

/** One request the sandbox has answered; holds no header and no body, so no secret. */
export interface LoggedRequest {
  readonly method: string;
  /** Full address, query included. */
  readonly url: string;
  /** Path without the query, percent-encoding as sent. */
  readonly path: string;
  /** Status of the answer. */
  readonly status: number;
  /** Who the sandbox took the caller for. */
  readonly caller: CallerKind;
}

/** The four kinds of Magento users. */
export type CallerKind = 'guest' | 'admin' | 'customer' | 'integration';

/** Options with every default filled in. */
export interface Settings {
  readonly seed: number;
  readonly oauthEngine: SignatureEngine;
  readonly integrationAsBearer: boolean;
  readonly twoFactor: boolean;
  readonly tokenLifetimeMinutes: number;
  readonly products: number;
  readonly profile: 'shop' | 'lab';
}

/** Fills in the defaults. */
export function settingsFrom(options: SandboxOptions): Settings {
  return {
    seed: options.seed ?? 1,
    oauthEngine: options.oauthEngine ?? 'laminas',
    integrationAsBearer: options.integrationAsBearer ?? false,
    twoFactor: options.twoFactor ?? false,
    tokenLifetimeMinutes: options.tokenLifetimeMinutes ?? 60,
    products: Math.max(10, options.products ?? 200),
    profile: options.profile ?? 'shop',
  };
}
