import ipaddr from 'ipaddr.js';

/**
 * Addresses inside public ranges that clouds answer from within: Azure's host (metadata, DNS). All other
 * metadata addresses lie in ranges that are not public.
 */
const CLOUD_HOSTS: readonly string[] = ['168.63.129.16'];

function isPublicIPv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !CLOUD_HOSTS.includes(address.toString());
}

/** Global unicast addresses have been handed out from 2000::/3 alone (RFC 4291 2.4, IANA registry). */
const isAllocated = ({ parts: [first = 0] }: ipaddr.IPv6) => (first & 0xe000) === 0x2000;

/** The well-known prefix of NAT64 (RFC 6052 2.1); that of RFC 8215 is for local use. */
const NAT64 = ipaddr.IPv6.parse('64:ff9b::');

/** The last 32 bits as an IPv4 address. */
const embedded = (address: ipaddr.IPv6) => new ipaddr.IPv4(address.toByteArray().slice(-4));

function isPublicIPv6(address: ipaddr.IPv6): boolean {
  if (address.range() === 'ipv4Mapped' || address.match(NAT64, 96)) {
    return isPublicIPv4(embedded(address));
  }
  // 6to4, Teredo and IPv4-compatible addresses embed others as well. No store lives there any more
  // (RFC 7526, RFC 4291 2.5.5.1), so they are refused whatever they embed.
  return address.range() === 'unicast' && isAllocated(address);
}

/**
 * Whether an IP address belongs to a host on the public internet: global unicast, in no range of the
 * IANA special-purpose registries (RFC 6890). An IPv4 address inside an IPv6 one (mapped, NAT64) is
 * judged by itself. Anything but a plain address is not public: names, zones, octal or shortened numbers.
 *
 * @param address - dotted decimal IPv4, or IPv6 without brackets
 */
export function isPublicAddress(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return isPublicIPv4(ipaddr.IPv4.parse(address));
  // The parser of URLs is stricter about numbers inside than the package is.
  const isIPv6 = URL.canParse(`http://[${address}]/`) && ipaddr.IPv6.isValid(address);
  return isIPv6 && isPublicIPv6(ipaddr.IPv6.parse(address));
}
