import type { GeneratedProducts } from './catalogue/options.js';
import type { SandboxClock } from './cost.js';
import type { CredentialOverrides } from './credentials.js';
import type { FaultKind } from './faults/options.js';
import { type SandboxSwitches, type SwitchSettings, switchesFrom } from './switches.js';

/** Options of {@link createSandbox} and {@link startSandbox}. */
export interface SandboxOptions extends SandboxSwitches {
  /** Same seed, same data, ids, tokens and cart masks. Default 1. */
  readonly seed?: number;
  /**
   * `paas` is a Magento or Adobe Commerce of one's own; `saas` is Adobe Commerce as a Cloud Service:
   * `/<tenant>/V1/…`, scope by the `Store` header, tokens of Adobe's identity service only. Default `paas`.
   */
  readonly flavour?: 'paas' | 'saas';
  /**
   * Where the time comes from, in milliseconds since 1970, and the timer of the switch `cost`. Default the
   * system clock; its timer too where the clock has none.
   */
  readonly clock?: SandboxClock;
  /** Number of simple products of the `shop` profile, at least 10. Default 200. */
  readonly products?: number;
  /**
   * So many more simple products, `GEN-00000001` and on, behind those of the profile. They are computed when
   * somebody looks at them, so a million costs no memory and no start-up time. They are in `GET /V1/products`
   * and in `products-render-info`, and have an address of their own; lists of stock, images and categories know
   * those only that were written to. `updated_at` is in another order than the ids, some in each second.
   *
   * A page is found along an index, and costs the same wherever it is, for ranges of `entity_id`, `sku` or
   * `created_at` in the order of `entity_id` or `sku`, and for ranges of `updated_at` in the order of
   * `(updated_at, entity_id)`. Other filters scan, some nanoseconds a row; filters on names make every product.
   *
   * @throws RangeError when there cannot be such products
   */
  readonly generatedProducts?: number | GeneratedProducts;
  /** `shop`: a small store; `lab`: the 199 `LAB-…` products of Magento's recorded answers. Default `shop`. */
  readonly profile?: 'shop' | 'lab';
  /**
   * Carries the POST an integration's callback gets when it is activated, to reach an app that runs
   * without a socket. Default the global `fetch`.
   */
  readonly callbackFetch?: typeof globalThis.fetch;
  /** Replaces some of the throw-away credentials; use no real ones. */
  readonly credentials?: CredentialOverrides;
}

/** One request the sandbox has answered; holds no header and no body, so no secret. */
export interface LoggedRequest {
  readonly method: string;
  /** Full address, query included. */
  readonly url: string;
  /** Path without the query, percent-encoding as sent. */
  readonly path: string;
  /** Status of the answer; 0 where the store never saw the request. */
  readonly status: number;
  /** Who the sandbox took the caller for. */
  readonly caller: CallerKind;
  /** What went wrong with it, where the switch `faults` made something go wrong. */
  readonly fault?: FaultKind;
}

/** The four kinds of Magento users. */
export type CallerKind = 'guest' | 'admin' | 'customer' | 'integration';

/** Options with every default filled in. */
export interface Settings extends SwitchSettings {
  readonly seed: number;
  readonly flavour: 'paas' | 'saas';
  readonly products: number;
  readonly generatedProducts: number | GeneratedProducts | undefined;
  readonly profile: 'shop' | 'lab';
  readonly callbackFetch: typeof globalThis.fetch;
}

/** Fills in the defaults. */
export function settingsFrom(options: SandboxOptions): Settings {
  return {
    ...switchesFrom(options),
    seed: options.seed ?? 1,
    flavour: options.flavour ?? 'paas',
    products: Math.max(10, options.products ?? 200),
    generatedProducts: options.generatedProducts,
    profile: options.profile ?? 'shop',
    // Looked up at each call, so that a test may replace the global one.
    callbackFetch: options.callbackFetch ?? ((input, init) => globalThis.fetch(input, init)),
  };
}
