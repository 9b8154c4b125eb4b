import type { Magento } from '../client/create-magento.js';
import type { ClientOptions } from '../client/options.js';
import type { HandshakeError } from '../errors/handshake-error.js';

/** A store in which the app is, or was, installed. Holds no secret. */
export interface Installation {
  /**
   * Names the store: host, port and path of its base URL, such as `shop.example.com` or
   * `shop.example.com/us`. It stays the same when the merchant activates the app again.
   */
  readonly storeId: string;
  /** The store's base URL, with a slash at its end. */
  readonly storeUrl: string;
  /** The account of the app that the store belongs to, as given to `complete`. */
  readonly account: string;
  /** `removed`: the merchant has taken the app out of the store; its credentials are deleted. */
  readonly status: 'active' | 'removed';
  /** When the app was installed first, in milliseconds since the epoch. */
  readonly installedAt: number;
  /** When the present credentials were made, likewise. */
  readonly authorizedAt: number;
}

/** A person whom the merchant's admin has sent to the identity page. */
export interface IdentityVisit {
  readonly request: Request;
  readonly storeId: string;
  readonly storeUrl: string;
  /** Take it along through the login, and give it to `complete`. Useless without this browser's cookie. */
  readonly state: string;
  /** What is installed in this store so far. Its account may be another one than the person's. */
  readonly installed: Installation | undefined;
}

/** Who the person is, when that needs no further page. */
export interface Identified {
  /** The app's name for the account; up to 255 characters. */
  readonly account: string;
}

/** A store is connected and its client ready. */
export interface InstalledEvent {
  readonly installation: Installation;
  readonly client: Magento;
  /** What was there before: the same store activated again, or under another account. */
  readonly previous: Installation | undefined;
}

/** A merchant has taken the app out of the store. */
export interface RemovedEvent {
  readonly installation: Installation;
}

/** Something went wrong in a step of a handshake. */
export interface HandshakeFailure {
  readonly step: 'callback' | 'identity' | 'complete';
  readonly error: HandshakeError;
  readonly request: Request;
}

/** A value now or later. */
export type Awaitable<T> = T | Promise<T>;

/** Options of a store's client: those of any client, but where and as whom are given. */
export type InstallationClientOptions = Omit<ClientOptions, 'baseUrl' | 'auth' | 'flavour'>;

/** The stores in which an app is installed, and the handshake that brings them there. */
export interface Installations {
  /**
   * Answers the POST with which Magento hands out credentials: route `POST` of the integration's callback
   * URL here. Never rejects.
   */
  handleCallback(request: Request): Promise<Response>;
  /**
   * Answers the page that Magento opens for the merchant: route `GET` of the integration's identity link
   * URL here. Never rejects.
   */
  handleIdentity(request: Request): Promise<Response>;
  /**
   * The visit that a `state` belongs to, for the page after the login that asks whether to connect. Undefined
   * when it is not one of this browser, or more than a quarter of an hour old.
   * @throws HandshakeError HANDSHAKE_STORAGE when the installation store fails
   */
  visit(request: Request, state: string): Promise<IdentityVisit | undefined>;
  /**
   * Finishes a handshake when the app knows who the person is: exchanges the tokens, keeps them, calls
   * `onInstalled`, and sends the person back to Magento. To be called with a request of the same browser.
   * Doing it twice does no harm. Never rejects; what went wrong is in the page and goes to `onFailed`.
   */
  complete(request: Request, person: Identified & { readonly state: string }): Promise<Response>;
  /**
   * Connects to a store. Clients of one store share its credentials, and those of one host its budget.
   * @throws NotInstalledError when the app is not installed there, or not any more
   * @throws HandshakeError HANDSHAKE_STORAGE when the installation store fails or holds what cannot be read
   */
  client(storeId: string, options?: InstallationClientOptions): Promise<Magento>;
  /** All installations, removed ones too, in any order. */
  list(): AsyncIterable<Installation>;
  /** What is known of one store, or undefined. */
  get(storeId: string): Promise<Installation | undefined>;
  /**
   * Forgets a store and its credentials. The integration stays in the merchant's admin, where only the
   * merchant can delete it. False when there was nothing.
   */
  remove(storeId: string): Promise<boolean>;
}
