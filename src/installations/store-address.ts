import { problem } from './problem.js';

/** Where a store is, and how it is called here. */
export interface StoreAddress {
  /** Host, port and path; http is named, as it is the exception. */
  readonly storeId: string;
  /** Base URL with a slash at its end. */
  readonly storeUrl: string;
}

/** Magento's own limit for such fields is 255 characters. */
const LONGEST = 255;
const LONGEST_RETURN = 1500;

const refuse = (detail: string) => problem('HANDSHAKE_STORE_ADDRESS', { detail });

/**
 * Reads the `store_base_url` of a callback. It is not decided here whether the store may be reached.
 * @throws HandshakeError HANDSHAKE_STORE_ADDRESS
 */
export function readStoreAddress(text: string): StoreAddress {
  if (text.length > LONGEST || !URL.canParse(text)) throw refuse('it is no URL');
  const { protocol, username, password, host, origin, pathname, search, hash } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') throw refuse('it is no web address');
  if (username || password || search || hash) throw refuse('it holds more than host and path');
  const path = pathname.replace(/\/*$/, '');
  const shop = path.replace(/\/index\.php$/, '');
  const storeId = `${protocol === 'http:' ? 'http://' : ''}${host}${shop}`;
  return { storeId, storeUrl: `${origin}${path}/` };
}

/**
 * Checks the address to which the person returns: on the store's origin, or anybody could use the app to
 * send people to their own pages.
 * @throws HandshakeError HANDSHAKE_RETURN_ADDRESS
 */
export function checkReturnAddress(text: string, { storeId, storeUrl }: StoreAddress): string {
  if (text.length <= LONGEST_RETURN && URL.canParse(text)) {
    const url = new URL(text);
    const own = url.origin === new URL(storeUrl).origin && !url.username && !url.password;
    if (own) return url.href;
  }
  throw problem('HANDSHAKE_RETURN_ADDRESS', { storeId });
}
