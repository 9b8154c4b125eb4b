import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../src/installations/network/public-address.js';

/** IANA IPv4 Special-Purpose Address Registry, multicast, and what is reserved for later. */
const SPECIAL_IPV4: readonly (readonly [cidr: string, source: string])[] = [
  ['0.0.0.0/8', 'this network, RFC 791'],
  ['10.0.0.0/8', 'private, RFC 1918'],
  ['100.64.0.0/10', 'carrier-grade NAT, RFC 6598'],
  ['127.0.0.0/8', 'loopback, RFC 1122'],
  ['169.254.0.0/16', 'link-local, RFC 3927'],
  ['172.16.0.0/12', 'private, RFC 1918'],
  ['192.0.0.0/24', 'protocol assignments, RFC 6890'],
  ['192.0.2.0/24', 'documentation, RFC 5737'],
  ['192.31.196.0/24', 'AS112, RFC 7535'],
  ['192.52.193.0/24', 'AMT, RFC 7450'],
  ['192.88.99.0/24', '6to4 relay, RFC 7526'],
  ['192.168.0.0/16', 'private, RFC 1918'],
  ['192.175.48.0/24', 'AS112, RFC 7534'],
  ['198.18.0.0/15', 'benchmarks, RFC 2544'],
  ['198.51.100.0/24', 'documentation, RFC 5737'],
  ['203.0.113.0/24', 'documentation, RFC 5737'],
  ['224.0.0.0/4', 'multicast, RFC 5771'],
  ['240.0.0.0/4', 'reserved, RFC 1112'],
  ['255.255.255.255/32', 'broadcast, RFC 919'],
  ['168.63.129.16/32', 'the host of Azure'],
];

/** IANA IPv6 Special-Purpose Address Registry, and all that is not 2000::/3 (RFC 4291). */
const SPECIAL_IPV6: readonly (readonly [cidr: string, source: string])[] = [
  ['::/128', 'unspecified, RFC 4291'],
  ['::1/128', 'loopback, RFC 4291'],
  ['::/96', 'IPv4-compatible, RFC 4291'],
  ['::ffff:0:0:0/96', 'IPv4-translated, RFC 2765'],
  ['64:ff9b:1::/48', 'local NAT64, RFC 8215'],
  ['100::/64', 'discard, RFC 6666'],
  ['100:0:0:1::/64', 'dummy prefix, RFC 9780'],
  ['2001::/23', 'protocol assignments, RFC 2928'],
  ['2001::/32', 'Teredo, RFC 4380'],
  ['2001:2::/48', 'benchmarks, RFC 5180'],
  ['2001:3::/32', 'AMT, RFC 7450'],
  ['2001:4:112::/48', 'AS112, RFC 7535'],
  ['2001:10::/28', 'ORCHID, RFC 4843'],
  ['2001:20::/28', 'ORCHIDv2, RFC 7343'],
  ['2001:30::/28', 'drones, RFC 9374'],
  ['2001:db8::/32', 'documentation, RFC 3849'],
  ['2002::/16', '6to4, RFC 3056'],
  ['2620:4f:8000::/48', 'AS112, RFC 7534'],
  ['3fff::/20', 'documentation, RFC 9637'],
  ['4000::/3', 'not handed out, RFC 4291'],
  ['5f00::/16', 'segment routing, RFC 9602'],
  ['6000::/3', 'not handed out, RFC 4291'],
  ['e000::/4', 'not handed out, RFC 4291'],
  ['fc00::/7', 'unique local, RFC 4193'],
  ['fe80::/10', 'link-local, RFC 4291'],
  ['fec0::/10', 'site-local, RFC 3879'],
  ['ff00::/8', 'multicast, RFC 4291'],
];

const dotted = (bits: bigint) => [24n, 16n, 8n, 0n].map((by) => (bits >> by) & 255n).join('.');

const bitsOfIPv4 = (address: string) =>
  address.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);

const grouped = (bits: bigint) =>
  [...Array(8).keys()]
    .map((n) => ((bits >> BigInt(112 - 16 * n)) & 0xffffn).toString(16))
    .join(':');

function bitsOfIPv6(address: string): bigint {
  const [head = [], tail = []] = address
    .split('::')
    .map((half) => half.split(':').filter((part) => part !== ''));
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

/** Any address of a range, its first and last ones more often. */
function within(cidr: string, bitsOf: (address: string) => bigint, width: bigint) {
  const [base = '', length = ''] = cidr.split('/');
  const free = (1n << (width - BigInt(length))) - 1n;
  const offset = fc.oneof(fc.constantFrom(0n, free), fc.bigInt({ min: 0n, max: free }));
  return offset.map((by) => bitsOf(base) + by);
}

const anyOf = (arbitraries: readonly fc.Arbitrary<bigint>[]) => fc.oneof(...arbitraries);

const specialIPv4 = anyOf(SPECIAL_IPV4.map(([cidr]) => within(cidr, bitsOfIPv4, 32n)));
const specialIPv6 = anyOf(SPECIAL_IPV6.map(([cidr]) => within(cidr, bitsOfIPv6, 128n)));

const contains = (
  cidr: string,
  bits: bigint,
  bitsOf: (address: string) => bigint,
  width: bigint,
) => {
  const [base = '', length = ''] = cidr.split('/');
  const shift = width - BigInt(length);
  return bits >> shift === bitsOf(base) >> shift;
};

const publicIPv4 = fc
  .bigInt({ min: 0n, max: (1n << 32n) - 1n })
  .filter((bits) => !SPECIAL_IPV4.some(([cidr]) => contains(cidr, bits, bitsOfIPv4, 32n)));
const publicIPv6 = within('2000::/3', bitsOfIPv6, 128n).filter(
  (bits) => !SPECIAL_IPV6.some(([cidr]) => contains(cidr, bits, bitsOfIPv6, 128n)),
);

const mapped = (bits: bigint) => (0xffffn << 32n) | bits;
const nat64 = (bits: bigint) => (0x64ff9bn << 96n) | bits;

describe('isPublicAddress', () => {
  it.each(SPECIAL_IPV4)('refuses %s (%s)', (cidr) => {
    fc.assert(
      fc.property(within(cidr, bitsOfIPv4, 32n), (bits) => {
        expect(isPublicAddress(dotted(bits))).toBe(false);
      }),
    );
  });

  it.each(SPECIAL_IPV6)('refuses %s (%s)', (cidr) => {
    fc.assert(
      fc.property(within(cidr, bitsOfIPv6, 128n), (bits) => {
        expect(isPublicAddress(grouped(bits))).toBe(false);
      }),
    );
  });

  it('takes every other address', () => {
    fc.assert(fc.property(publicIPv4, (bits) => isPublicAddress(dotted(bits))));
    fc.assert(fc.property(publicIPv6, (bits) => isPublicAddress(grouped(bits))));
  });

  it('takes the neighbours of ranges', () => {
    const neighbours = [
      '1.0.0.0',
      '9.255.255.255',
      '11.0.0.0',
      '100.63.255.255',
      '100.128.0.0',
      '126.255.255.255',
      '128.0.0.0',
      '172.15.255.255',
      '172.32.0.0',
      '198.17.255.255',
      '198.20.0.0',
      '223.255.255.255',
      '168.63.129.15',
      '2001:200::',
      '2001:db7:ffff::',
      '2001:db9::',
      '2606:4700::6810:84e5',
    ];
    expect(neighbours.filter((address) => !isPublicAddress(address))).toEqual([]);
  });

  it('judges IPv4 addresses in IPv6 ones by themselves', () => {
    fc.assert(fc.property(specialIPv4, (bits) => !isPublicAddress(grouped(mapped(bits)))));
    fc.assert(fc.property(specialIPv4, (bits) => !isPublicAddress(grouped(nat64(bits)))));
    fc.assert(fc.property(publicIPv4, (bits) => isPublicAddress(grouped(mapped(bits)))));
    fc.assert(fc.property(publicIPv4, (bits) => isPublicAddress(grouped(nat64(bits)))));
    expect(isPublicAddress('::ffff:127.0.0.1')).toBe(false);
    expect(isPublicAddress('::ffff:8.8.8.8')).toBe(true);
  });

  it('refuses 6to4 and Teredo whatever they embed', () => {
    expect(isPublicAddress('2002:808:808::1')).toBe(false);
    expect(isPublicAddress('2002:7f00:1::1')).toBe(false);
    expect(isPublicAddress('2001:0:808:808::f7f7:f7f7')).toBe(false);
  });

  it('refuses an IPv6 address with a zone', () => {
    fc.assert(
      fc.property(fc.oneof(specialIPv6, publicIPv6), (bits) => {
        expect(isPublicAddress(`${grouped(bits)}%eth0`)).toBe(false);
        expect(isPublicAddress(`${grouped(bits)}%1`)).toBe(false);
      }),
    );
  });

  it.each([
    '',
    'shop.example.com',
    '2130706433',
    '134744072',
    '0x08080808',
    '8.8.8',
    '010.8.8.8',
    '0x8.8.8.8',
    '8.8.8.8.',
    ' 8.8.8.8',
    '8.8.8.8/0',
    '8.8.8.256',
    '[2606:4700::1]',
    '2606:4700',
    '2606:4700:::1',
    '::ffff:010.8.8.8',
    '::ffff:0x8.8.8.8',
    '::ffff:8.8.8',
    '2606:4700::1/64',
    '2606:4700::1]@[2606:4700::1',
  ])('refuses %j, which is no plain address', (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });

  it('answers whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isPublicAddress(text) === 'boolean'));
  });
});
