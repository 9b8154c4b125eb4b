import { createHmac } from 'node:crypto';

const step = 30;

/** Seconds the store looks back and ahead: `twofactorauth/google/leeway`. */
const leeway = 29;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The six digits of RFC 6238 (SHA-1, 30 seconds) at a moment. */
export function totpCode(base32Secret: string, seconds: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / step)));
  const digest = createHmac('sha1', base32Bytes(base32Secret)).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Whether the store takes a code: the one of now, or of a leeway before or after; never used up. */
export function acceptsTotp(base32Secret: string, code: string, nowSeconds: number): boolean {
  const moments = [nowSeconds - leeway, nowSeconds, nowSeconds + leeway];
  return moments.some((moment) => totpCode(base32Secret, moment) === code);
}

function base32Bytes(text: string): Buffer {
  const digits = [...text.toUpperCase().replace(/=+$/, '')];
  const bits = digits.map((digit) => alphabet.indexOf(digit).toString(2).padStart(5, '0')).join('');
  const octets = bits.match(/.{8}/g) ?? [];
  return Buffer.from(octets.map((octet) => Number.parseInt(octet, 2)));
}
