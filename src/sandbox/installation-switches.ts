import { type Edition, isSince, type MagentoVersion } from './versions.js';

/** How a store verifies OAuth signatures; each Magento line has its own code for it. */
export type SignatureEngine = 'zend' | 'laminas' | 'hmac';

/** What is installed; changing it is an upgrade in place, which keeps the data. */
export interface InstallationSwitches {
  /** The line of Magento; it decides what is said of it at the other switches. Default `2.4.6`. */
  readonly version?: MagentoVersion;
  /** Routes of larger editions are not there: 404. Default `open-source`; the `saas` flavour has them all. */
  readonly edition?: Edition;
  /**
   * `zend` is Magento up to 2.4.5, `laminas` 2.4.6 and 2.4.7, `hmac` 2.4.8 on. Default that of the version.
   */
  readonly oauthEngine?: SignatureEngine;
  /**
   * Whether a module breaks the schema: `services=all` fails with 500, services by name are answered.
   * Default false.
   */
  readonly brokenSchema?: boolean;
  /** Whether errors come with a `trace` and show what `production` hides. Default `production`. */
  readonly mode?: 'production' | 'developer';
}

/** The same with its defaults filled in. */
export interface InstallationSettings {
  readonly version: MagentoVersion;
  readonly edition: Edition;
  readonly oauthEngine: SignatureEngine;
  readonly brokenSchema: boolean;
  readonly mode: 'production' | 'developer';
}

/** Fills in the defaults. */
export function installationSettings(switches: InstallationSwitches): InstallationSettings {
  const version = switches.version ?? '2.4.6';
  return {
    version,
    edition: switches.edition ?? 'open-source',
    oauthEngine: switches.oauthEngine ?? engineOf(version),
    brokenSchema: switches.brokenSchema ?? false,
    mode: switches.mode ?? 'production',
  };
}

function engineOf(version: MagentoVersion): SignatureEngine {
  if (isSince(version, '2.4.8')) return 'hmac';
  return isSince(version, '2.4.6') ? 'laminas' : 'zend';
}
