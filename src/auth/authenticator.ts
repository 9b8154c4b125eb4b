import type { Clock } from '../clock.js';

/** The kinds of caller Magento knows. They decide the default store scope of a call. */
export type Caller = 'admin' | 'integration' | 'customer' | 'guest';

/** What an authenticator sees of the attempt it signs. The URL is the exact text that is sent. */
export interface AuthRequest {
  readonly method: string;
  readonly url: string;
  /** Fields of a form body, which are part of a signature. JSON bodies are not. */
  readonly form?: Readonly<Record<string, string>> | undefined;
}

/** The headers an authenticator adds to an attempt. */
export type AuthHeaders = Readonly<Record<string, string>>;

/** A request an authenticator makes on its own behalf, such as a login. */
export interface AuthSendRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: AuthHeaders;
  readonly body?: string;
}

/** The whole answer to such a request. */
export interface AuthAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What an authenticator may use. It never sees the client, so it cannot authenticate its own login. */
export interface AuthContext {
  /** Sends a request without credentials and without a permit of its own. */
  readonly send: (request: AuthSendRequest) => Promise<AuthAnswer>;
  /** The REST root, such as `https://shop.example.com/rest`. */
  readonly root: string;
  /** The client's store code, when it has one. */
  readonly store: string | undefined;
  /** Fires when the call that needs the headers is over. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Now by the store's clock, as far as its answers told; milliseconds since the epoch. */
  readonly serverNow: () => number;
}

/** What the store said to a request it refused with 401. */
export interface Refusal {
  readonly request: AuthRequest;
  /** The headers that were refused, as returned by {@link Authenticator.authenticate}. */
  readonly headers: AuthHeaders;
  /** The refused ACL resource, when the store named one. */
  readonly resources: string | undefined;
  /** The store's message with its placeholders filled in. */
  readonly message: string;
}

/** What may be logged about an authenticator. Holds no secret. */
export interface AuthDescription {
  readonly name: string;
  readonly caller: Caller;
  /** Shortened so that it can be recognised but not used: a consumer key, a user name, an address. */
  readonly identity?: string;
  /** When a given token ends, as an ISO date, if it tells. */
  readonly expiresAt?: string;
  /** Further settings that help to understand a failure. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Puts credentials on requests. Use a built-in one, or write a function. */
export interface Authenticator {
  /** Label for errors and events. Never a secret. */
  readonly name: string;
  /** Who the store takes the caller for. Default `admin` for a plain function. */
  readonly caller: Caller;
  /**
   * Returns the headers for one attempt. Runs for every attempt, so that a signature gets a fresh
   * nonce and timestamp.
   */
  authenticate(request: AuthRequest, context: AuthContext): AuthHeaders | Promise<AuthHeaders>;
  /**
   * Runs after a 401. Drops the credential if it is the one refused, or learns what the store wants.
   * True means that one more attempt is worthwhile.
   */
  refused?(refusal: Refusal, context: AuthContext): boolean;
  /** Says who this is, for logs. Default: name and caller. */
  describe?(): AuthDescription;
  /** Says why the store may have refused what this sent, for people. */
  explain?(
    refusal: Refusal,
    context: AuthContext,
  ): string | undefined | Promise<string | undefined>;
  /** `same-origin` lets the browser send the page's own cookies along. Default: no cookies. */
  readonly cookies?: 'same-origin';
  /** True once the store has accepted what this authenticator sends; a later 401 is about rights. */
  readonly proven?: boolean;
}

/** An authenticator in its shortest form: the headers of one attempt. */
export type AuthenticateFunction = Authenticator['authenticate'];
