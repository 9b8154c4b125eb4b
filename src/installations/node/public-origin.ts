import type { IncomingMessage } from 'node:http';
import { ConfigError } from '../../errors/config-error.js';

/** The origin an app is asked under; undefined when the request does not tell. */
export type OriginOf = (incoming: IncomingMessage) => string | undefined;

function originOf(incoming: IncomingMessage): string | undefined {
  // HTTP/2 has another name for it.
  const { host = incoming.headers[':authority'] } = incoming.headers;
  // Anything else in it would end up in the path.
  if (typeof host !== 'string' || !/^[^\s/?#@\\]+$/.test(host)) return undefined;
  const { encrypted = false } = incoming.socket as { readonly encrypted?: boolean };
  const url = `${encrypted ? 'https' : 'http'}://${host}`;
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/**
 * Takes the app's origin from the option, or else from each request.
 * @throws ConfigError when the option is no origin
 */
export function publicOrigin(option: string | undefined): OriginOf {
  if (option === undefined) return originOf;
  const url = URL.canParse(option) ? new URL(option) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new ConfigError(
      'The option "origin" must be an origin without a path, such as "https://app.example.com".',
    );
  }
  return () => url.origin;
}
