/** Answers a web request, as the handlers of installations do. */
export type WebHandler = (request: Request) => Promise<Response>;

/** What the adapters of all frameworks need to know. */
export interface AdapterOptions {
  /**
   * The app's public origin, such as `https://app.example.com`. Name it behind a proxy: headers that tell
   * it can be forged, so they are not read. Default: the Host header, with https if the connection is.
   */
  readonly origin?: string | undefined;
}
