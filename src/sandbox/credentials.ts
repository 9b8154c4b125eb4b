/** What makes one integration: the four OAuth 1.0a secrets, 32 characters each. */
export interface IntegrationCredentials {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken: string;
  readonly accessTokenSecret: string;
}

/** What the administrator's second factors accept; the members are named as Magento names the providers. */
export interface TwoFactorCredentials {
  /** The base32 secret of the RFC 6238 codes (SHA-1, 30 seconds, 6 digits), as `configure` hands it out. */
  readonly google: { readonly secret: string };
  /** The one passcode Duo takes. */
  readonly duo_security: { readonly passcode: string };
  /** The one code Authy takes. */
  readonly authy: { readonly otp: string };
  /** The one answer of the security key, as `publicKeyCredentialJson`. */
  readonly u2fkey: { readonly publicKeyCredentialJson: string };
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
  /** The second factors of the administrator. */
  readonly twoFactor: TwoFactorCredentials;
  /** Value of the `PHPSESSID` cookie of a storefront session the customer is logged in to. */
  readonly session: string;
  /** The client of Adobe's identity service; of use in the `saas` flavour only. */
  readonly ims: { readonly clientId: string; readonly clientSecret: string };
}

/** Credentials to use in place of the throw-away ones. */
export type CredentialOverrides = Partial<Omit<SandboxCredentials, 'twoFactor'>> & {
  readonly twoFactor?: Partial<TwoFactorCredentials>;
};

/** The credentials that are the same in every sandbox. */
export const fixedCredentials: Omit<SandboxCredentials, 'integration' | 'catalogOnly'> = {
  admin: { username: 'admin', password: 'Admin12345' },
  customer: { email: 'cust1@example.com', password: 'Passw0rd!1' },
  twoFactor: {
    google: { secret: 'KRUGS4ZANFZSA3TPOQQHGZLDOJSXI3DZ' },
    duo_security: { passcode: '4711471' },
    authy: { otp: '0815081' },
    u2fkey: {
      publicKeyCredentialJson:
        '{"id":"c2FuZGJveC1rZXk=","type":"public-key","response":{"signature":"c2FuZGJveA=="}}',
    },
  },
  session: 'k3v9s0n5d1b7q2x8m4f6h0j2l9',
  ims: { clientId: '5a0d80b0c0ffee5a0d80b0c0ffee5a0d', clientSecret: 'p8e-sandbox-T3st0nlyS3cr3t' },
};
