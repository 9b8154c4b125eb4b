import { isPublicAddress } from './public-address.js';

/** Names that public DNS never holds, with all below them (RFC 6761, 6762, 8375; ICANN for `internal`). */
const LOCAL_NAMES: readonly string[] = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'home.arpa',
  'home',
  'lan',
  'corp',
];

/** The host of a URL as resolvers take it: IPv6 without brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** Whether the host is an IP address. Parsers of URLs have turned every spelling of IPv4 into the plain one. */
export function isAddress(host: string): boolean {
  return host.includes(':') || /^\d+(?:\.\d+){3}$/.test(host);
}

/** Says that an address is not public, as a clause. */
export const notPublic = (address: string): string =>
  `is not on the public internet (its address is ${address})`;

function whyNotHost(host: string): string | undefined {
  if (isAddress(host)) return isPublicAddress(host) ? undefined : notPublic(host);
  // Taken for another name by whatever compares names, and for the same one by DNS.
  if (host.endsWith('.')) return 'ends its host name with a dot';
  const isLocal = LOCAL_NAMES.some((name) => host === name || host.endsWith(`.${name}`));
  if (isLocal || !host.includes('.')) return `has a host name of a local network (${host})`;
  return undefined;
}

/**
 * Why the text of a URL rules it out as the address of a store, as a clause for a sentence; undefined
 * when nothing does.
 *
 * @param isTrusted - the app vouches for the origin: http and hosts that are not public will do
 */
export function whyNotText(url: URL, isTrusted: boolean): string | undefined {
  if (url.username !== '' || url.password !== '') return 'holds a user name or a password';
  if (url.protocol !== 'https:' && !(isTrusted && url.protocol === 'http:')) return 'is not https';
  return isTrusted ? undefined : whyNotHost(hostOf(url));
}
