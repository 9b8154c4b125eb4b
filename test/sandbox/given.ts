import type {
  FaultKind,
  InputLimitOptions,
  Sandbox,
  SandboxOptions,
  TwoFactorOptions,
} from '../../src/sandbox/index.js';
import { type Recording, readJson } from './recorded.js';

/** What has to have happened before a recording, in the names of other recordings. */
export const before: Readonly<Record<string, readonly string[]>> = {
  'product-delete': ['error-put-unknown-product'],
  'customer-me-token-issued-right-after-revoke': ['customer-revoke-token'],
  'customer-me-token-issued-later': ['customer-revoke-token'],
  'customer-token-right-after-revoke': ['customer-revoke-token'],
  'tfa-24-google-activate-again': ['tfa-23-google-activate-good-otp'],
  'customer-revoke-token-again': ['customer-revoke-token'],
  'customer-token-locked-right-password': Array.from(
    { length: 6 },
    () => 'customer-token-wrong-6th',
  ),
  'admin-lock-right-password': Array.from({ length: 6 }, () => 'admin-lock-wrong-01'),
  'order-invoice-again': ['order-invoice'],
  'order-refund': ['order-invoice'],
  'order-unhold': ['order-hold'],
  'oauth-nonce-reuse-other-path': ['oauth-nonce-reuse-other-path'],
  'oauth-nonce-reuse-other-timestamp': ['oauth-nonce-reuse-other-timestamp'],
  'oauth-put': ['oauth-post-hmac-sha256'],
  'oauth-delete': ['oauth-post-hmac-sha256'],
  ...scopeSteps(),
};

/** The names of `scope.json` say which writes they come after. */
function scopeSteps(): Record<string, readonly string[]> {
  const first = ['default', 'second', 'all', 'nocode'].map(
    (scope) => `scope-get-1-after-put-nocode-${scope}`,
  );
  const second = ['default', 'second', 'all', 'nocode'].map(
    (scope) => `scope-get-2-after-put-second-${scope}`,
  );
  const third = ['default', 'second', 'all', 'nocode'].map(
    (scope) => `scope-get-3-after-put-all-${scope}`,
  );
  const all = ['scope-put-nocode', 'scope-put-second', 'scope-put-all'];
  const steps = (
    names: readonly string[],
    given: readonly string[],
  ): [string, readonly string[]][] => names.map((name) => [name, given]);
  const late = [
    'scope-cookie-store',
    'scope-get-filter-store-id',
    'scope-get-query-store-id',
    'product-get-edit-mode',
    'product-get-bool-param-yes',
    'product-get-store-id-query',
  ];
  return Object.fromEntries([
    ...steps(first, all.slice(0, 1)),
    ...steps(second, all.slice(0, 2)),
    ...steps(third, all),
    ...steps(late, all),
  ]);
}

/** The steps of the one guest's cart that was recorded, in the order they were taken. */
const guestSteps = [
  'own guest cart',
  'guest-cart-add-item',
  'guest-cart-shipping-information',
  'guest-cart-place-order',
];

/** Which of them came before a recording of that cart. */
const guestStepsBefore: Readonly<Record<string, number>> = {
  'guest-cart-add-item': 1,
  'guest-cart-add-too-many': 2,
  'guest-cart-add-unknown-sku': 2,
  'guest-cart-get': 2,
  'guest-cart-totals': 2,
  'guest-cart-order-without-address': 2,
  'guest-cart-shipping-information': 2,
  'guest-cart-place-order': 3,
  'guest-cart-place-order-again': 4,
};

const settings: Readonly<Record<string, SandboxOptions>> = {
  'integration-bearer-disabled-default': { integrationAsBearer: false },
  'admin-token-2fa-on-wrong-password': { twoFactor: { provider: [] } },
  'admin-token-2fa-on-unconfigured': { twoFactor: { provider: [] } },
  'oauth-server-sees-host-without-port': {
    hostSeenBySignature: (sent) => sent.replace(/:\d+$/, ''),
  },
};

const handshake = (readJson('credentials') as { handshakeConsumer: HandshakeConsumer })
  .handshakeConsumer;

interface HandshakeConsumer {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** How a store was set when it was recorded. */
export function options(recording: Recording): SandboxOptions {
  const { name } = recording;
  if (/^integration-(oauth-|bearer-(inactive|token-revoked))/.test(name)) {
    return { credentials: { integration: { ...handshake, ...handshakeToken() } } };
  }
  // Asked before the recorded store's consumer was started.
  if (/^bulk-.*-open$/.test(name)) return { worker: { running: false } };
  if (name.startsWith('tfa-')) return { twoFactor: twoFactorOf(Number(name.slice(4, 6))) };
  if (/^(infra|maintenance)-/.test(name)) return { faults: [{ kind: faultOf(name) }] };
  if (name.startsWith('apache-sku')) return { webServer: { software: 'apache' } };
  if (name.startsWith('apache-maintenance')) return { webServer: { software: 'apache' } };
  if (name.startsWith('mode-developer-')) return { mode: 'developer' };
  if (name.startsWith('limits-')) return { inputLimits: limitsOf(name) };
  return settings[name] ?? {};
}

/** What was wrong with the recorded store. */
function faultOf(name: string): FaultKind {
  if (name.startsWith('maintenance-')) return 'maintenance';
  return name === 'infra-php-fpm-down' ? 'badGateway' : 'databaseDown';
}

/** The names of `limits.json` say what was configured. */
function limitsOf(name: string): InputLimitOptions {
  const [, setting, value] = /^limits-(array|max-page|default-page)-(\d+)/.exec(name) ?? [];
  // One list of five objects was the longest that passed.
  if (setting === 'array') return { enabled: true, complexArrayLimit: 5 };
  if (setting === 'max-page') return { enabled: true, maximumPageSize: Number(value) };
  if (setting === 'default-page') return { enabled: true, defaultPageSize: Number(value) };
  return { enabled: name.startsWith('limits-enabled-defaults-') };
}

/** The numbers count the steps of the recorded set-up; after 24 the provider was active. */
function twoFactorOf(step: number): TwoFactorOptions {
  return { provider: 'google', activated: step > 24 };
}

/** The access token the recorded handshake ended with. */
function handshakeToken(): { readonly accessToken: string; readonly accessTokenSecret: string } {
  const [, accessToken = '', accessTokenSecret = ''] =
    /oauth_token=(z887\w+)&oauth_token_secret=(\w+)/.exec(JSON.stringify(readJson('handshake'))) ??
    [];
  return { accessToken, accessTokenSecret };
}

const deactivate = (sandbox: Sandbox): void => sandbox.integrations.integration.deactivate();
const revoke = (sandbox: Sandbox): void => sandbox.integrations.integration.revokeToken();

/** Twenty products were written to after 16:40. */
const writesOfTheDay = (sandbox: Sandbox): void => {
  for (let n = 1; n <= 20; n++) {
    const updatedAt = new Date(Date.UTC(2026, 10, 21, 16, 40, n));
    sandbox.products.change(`LAB-${String(n).padStart(4, '0')}`, { updatedAt });
  }
};

/** What happened to the recorded store's accounts and products, which no recording shows. */
export const statesBefore: Readonly<Record<string, readonly ((sandbox: Sandbox) => void)[]>> = {
  'search-updated-at': [writesOfTheDay],
  'search-updated-at-iso8601': [writesOfTheDay],
  'integration-oauth-inactive': [deactivate],
  'integration-bearer-inactive': [deactivate],
  'integration-oauth-token-revoked': [revoke],
  'integration-bearer-token-revoked': [revoke],
};

const integrationToken = 'Bearer ey93l6losro5r7tteb57p0ndr6la71up';

/** Steps the recordings leave out: a write of their own series, or a product they look for. */
export function missingStep(recording: Recording, name: string): Recording | undefined {
  const base = 'http://127.0.0.1:8088';
  const step = (
    method: string,
    path: string,
    body: unknown,
    authorization = integrationToken,
  ): Recording => ({
    name: `${name} (made up)`,
    file: recording.file,
    request: {
      method,
      url: `${base}${path}`,
      headers: { authorization, 'content-type': 'application/json' },
      body,
    },
    response: { status: 200, body: undefined },
  });
  switch (name) {
    case 'error-put-unknown-product': {
      const product = {
        sku: 'brand-new-by-put',
        name: 'New by put',
        attribute_set_id: 4,
        price: 1,
      };
      return step('PUT', '/rest/V1/products/brand-new-by-put', { product });
    }
    case 'scope-put-second':
      return step('PUT', '/rest/second/V1/products/LAB-0030', {
        product: { sku: 'LAB-0030', name: 'name via second' },
      });
    case 'own guest cart':
      return step('POST', '/rest/default/V1/guest-carts', undefined, '');
    case 'own cart':
      return step('POST', '/rest/V1/carts/mine', {}, recording.request.headers.authorization);
    case 'no first customer':
      return step('DELETE', '/rest/V1/customers/1', undefined);
    case 'own product': {
      const sku = skuOf(recording);
      return step('POST', '/rest/V1/products', {
        product: { sku, name: `P ${sku}`, attribute_set_id: 4, price: 3.5 },
      });
    }
    default:
      return name.startsWith('delete ')
        ? step('DELETE', `/rest/V1/products/${name.slice(7)}`, undefined)
        : undefined;
  }
}

/** Names of the steps before a recording. */
export function stepsBefore(recording: Recording): readonly string[] {
  const { name } = recording;
  const guest = guestStepsBefore[name];
  if (guest !== undefined) return guestSteps.slice(0, guest);
  if (name === 'customer-cart-mine-get') return ['own cart'];
  if (name === 'customer-create-by-integration') return ['no first customer'];
  const found = recording.response.status === 200 && recording.file === 'sku-paths';
  if (found && !name.includes('create') && !recording.request.url.includes('LAB-'))
    return ['own product'];
  return before[name] ?? productsBefore(recording);
}

/** Before the LAB products were made, the recorded store held nothing, and then `oauth-1` alone. */
function productsBefore({ response }: Recording): readonly string[] {
  const { body } = response;
  if (typeof body !== 'object' || body === null || !('total_count' in body)) return [];
  if (!JSON.stringify(body).includes('oauth-1"') && body.total_count !== 0) return [];
  const all = Array.from(
    { length: 200 },
    (_, at) => `delete LAB-${String(at + 1).padStart(4, '0')}`,
  );
  return body.total_count === 0 ? all : [...all, 'oauth-post-hmac-sha256'];
}

function skuOf(recording: Recording): string {
  const { body } = recording.response;
  if (typeof body === 'object' && body !== null && 'sku' in body) return String(body.sku);
  const path = recording.request.url.replace(/\?.*/, '').split('/products/')[1] ?? '';
  return decodeURIComponent(path);
}
