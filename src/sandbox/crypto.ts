import { createHmac } from 'node:crypto';

/** HMAC-SHA256 of UTF-8 text as base64 or hexadecimal digits. */
export function hmacSha256(
  key: string,
  text: string,
  encoding: 'base64' | 'base64url' | 'hex',
): string {
  return createHmac('sha256', key).update(text, 'utf8').digest(encoding);
}
