import { type FaultSettings, type FaultSwitches, faultSettings } from './faults/options.js';
import {
  type InstallationSettings,
  type InstallationSwitches,
  installationSettings,
} from './installation-switches.js';
import { type ListSettings, type ListSwitches, listSettings } from './list-switches.js';

/** The providers of a second factor, by Magento's codes. */
export type TwoFactorProvider = 'google' | 'duo_security' | 'authy' | 'u2fkey';

/** How two-factor authentication is set up, where its module is on. */
export interface TwoFactorOptions {
  /** What the shop demands; an empty list is a shop where nobody has chosen a provider yet. */
  readonly provider: TwoFactorProvider | readonly TwoFactorProvider[];
  /** Whether the administrator has activated every one of them. Default true. */
  readonly activated?: boolean;
  /** Whether whoever holds the phone approves Authy's one-touch prompts. Default true. */
  readonly oneTouchApproved?: boolean;
}

/** What empties the queue of asynchronous operations. */
export interface WorkerOptions {
  /** Whether consumers run. Default true; a shop without them leaves every operation open. */
  readonly running?: boolean;
  /** How many run side by side; order is kept with one only. Default 1. */
  readonly consumers?: number;
  /** What one operation takes, in milliseconds of the sandbox's clock. Default 0. */
  readonly delayMs?: number;
}

/** Synchronous writes that meet a deadlock: 400 and nothing written, though the same call may succeed later. */
export interface DeadlockOptions {
  /** How many writes at most. Default all that meet the rest. */
  readonly next?: number;
  /** The chance of each write, 0 to 1, drawn from the seed. Default 1. */
  readonly rate?: number;
  /** How the paths begin it is about, from `/V1/` on, as sent. Default `/V1/`; logins never meet one. */
  readonly path?: string;
  /**
   * What Magento says: `deadlock`, `lockWait`, `connectionLost`, or `sourceItem` for the deadlock it
   * reports as "Could not save Source Item Configuration". Default `deadlock`.
   */
  readonly as?: 'deadlock' | 'lockWait' | 'connectionLost' | 'sourceItem';
}

/** What a shop's owner can change in a running store; {@link Sandbox.configure} takes the same. */
export interface SandboxSwitches extends InstallationSwitches, FaultSwitches, ListSwitches {
  /**
   * The Host the store signs with, given the one a client sent, as behind a proxy that rewrites it.
   * Default the same one.
   *
   * @example (host) => host.replace(/:\d+$/, '') // a web server that drops the port
   */
  readonly hostSeenBySignature?: (sent: string) => string;
  /** The scheme the store signs with: `http` behind a proxy that does not say it ended TLS. Default as sent. */
  readonly schemeSeenBySignature?: 'http' | 'https' | 'as-sent';
  /** Whether an integration's access token works as Bearer. Default false, as in Magento since 2.4.4. */
  readonly integrationAsBearer?: boolean;
  /**
   * Two-factor authentication of administrators: false where the module is off, true for `google` set up.
   * Default false. Switching it forgets what was activated before.
   */
  readonly twoFactor?: boolean | TwoFactorOptions;
  /** Whether mails cannot be sent, so nobody gets the link to set up a second factor. Default false. */
  readonly mailFails?: boolean;
  /**
   * Lifetime of administrator and customer tokens in minutes; 0 and less count as 30, as in Magento.
   * Default 60.
   */
  readonly tokenLifetimeMinutes?: number;
  /** Whether multi-source inventory is installed; without it only the old stock items are left. Default true. */
  readonly multiSource?: boolean;
  /** Whether `GET /magento_version` answers; many shops take it away. Default true. */
  readonly versionPage?: boolean;
  /** Whether the shop's own addresses do without `index.php/`; every address answers either way. Default true. */
  readonly rewrites?: boolean;
  /** What empties the queue of asynchronous operations. Setting it starts new consumers. */
  readonly worker?: WorkerOptions;
  /** Which synchronous writes meet a deadlock; false for none. Default false. Setting it counts anew. */
  readonly deadlocks?: false | DeadlockOptions;
  /**
   * Called for every request before the sandbox looks at it, so that a test can change the store between
   * two requests of a client. What it throws fails the request. Default nothing.
   *
   * @example sandbox.configure({ onRequest: ({ number }) => number === 3 && sandbox.products.remove('24-MB01') })
   */
  readonly onRequest?: (request: ArrivingRequest) => unknown;
}

/** A request the sandbox is about to answer. */
export interface ArrivingRequest {
  readonly method: string;
  /** Full address, query included. */
  readonly url: string;
  /** Path without the query, percent-encoding as sent. */
  readonly path: string;
  /** 1 for the first request since the start or the last reset. */
  readonly number: number;
}

/** Two-factor authentication with its defaults filled in. */
export interface TwoFactorSettings {
  readonly providers: readonly TwoFactorProvider[];
  readonly activated: boolean;
  readonly oneTouchApproved: boolean;
}

/** The switches with their defaults filled in. */
export interface SwitchSettings extends InstallationSettings, FaultSettings, ListSettings {
  readonly hostSeenBySignature: (sent: string) => string;
  readonly schemeSeenBySignature: 'http' | 'https' | 'as-sent';
  readonly integrationAsBearer: boolean;
  /** Undefined where the module is off. */
  readonly twoFactor: TwoFactorSettings | undefined;
  readonly mailFails: boolean;
  readonly tokenLifetimeMinutes: number;
  readonly multiSource: boolean;
  readonly versionPage: boolean;
  readonly rewrites: boolean;
  readonly worker: Required<WorkerOptions>;
  /** Undefined where there are none. */
  readonly deadlocks: Required<DeadlockOptions> | undefined;
  readonly onRequest: (request: ArrivingRequest) => unknown;
}

/** Fills in the defaults. */
export function switchesFrom(switches: SandboxSwitches): SwitchSettings {
  return {
    ...installationSettings(switches),
    ...faultSettings(switches),
    hostSeenBySignature: switches.hostSeenBySignature ?? ((sent) => sent),
    schemeSeenBySignature: switches.schemeSeenBySignature ?? 'as-sent',
    integrationAsBearer: switches.integrationAsBearer ?? false,
    twoFactor: twoFactorFrom(switches.twoFactor ?? false),
    mailFails: switches.mailFails ?? false,
    tokenLifetimeMinutes: lifetimeFrom(switches.tokenLifetimeMinutes ?? 60),
    multiSource: switches.multiSource ?? true,
    versionPage: switches.versionPage ?? true,
    rewrites: switches.rewrites ?? true,
    onRequest: switches.onRequest ?? (() => undefined),
    ...listSettings(switches, switches.version ?? '2.4.6'),
    worker: { running: true, consumers: 1, delayMs: 0, ...switches.worker },
    deadlocks: deadlocksFrom(switches.deadlocks ?? false),
  };
}

function lifetimeFrom(minutes: number): number {
  return minutes > 0 ? minutes : 30;
}

function deadlocksFrom(option: false | DeadlockOptions): Required<DeadlockOptions> | undefined {
  if (option === false) return undefined;
  const next = Number.POSITIVE_INFINITY;
  return { next, rate: 1, path: '/V1/', as: 'deadlock', ...option };
}

function twoFactorFrom(option: boolean | TwoFactorOptions): TwoFactorSettings | undefined {
  if (option === false) return undefined;
  const { provider, activated, oneTouchApproved }: TwoFactorOptions =
    option === true ? { provider: 'google' } : option;
  return {
    providers: typeof provider === 'string' ? [provider] : provider,
    activated: activated ?? true,
    oneTouchApproved: oneTouchApproved ?? true,
  };
}
