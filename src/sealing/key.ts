import { ConfigError } from '../errors/config-error.js';
import { fromBase64, toBase64 } from './base64.js';

/**
 * A key of 256 bits: 32 bytes, their base64 text (as `openssl rand -base64 32` prints it), or a CryptoKey
 * for AES-GCM that may encrypt and decrypt; it need not be extractable.
 */
export type SealingKey = Uint8Array | string | CryptoKey;

/** The keys while one replaces another. */
export interface SealingKeys {
  /** Encrypts, and decrypts. */
  readonly current: SealingKey;
  /** Decrypt only. What they open is encrypted with the current key in time. Default: none. */
  readonly previous?: readonly SealingKey[];
}

/** A key that is ready for use. */
export interface NamedKey {
  /** Tells keys apart: 16 hex digits that say nothing about the key. */
  readonly id: string;
  readonly key: CryptoKey;
}

const BYTES = 32;

/** A new key as base64 text, from the platform's cryptographic source. Keep it like a password. */
export function generateSealingKey(): string {
  return toBase64(crypto.getRandomValues(new Uint8Array(BYTES)));
}

function wrongKey(where: string, why: string): ConfigError {
  return new ConfigError(
    `${where}: the key ${why}. It must be 32 bytes, or their base64 text; "openssl rand -base64 32" makes one.`,
  );
}

function checkCryptoKey(key: CryptoKey, where: string): CryptoKey {
  const { name, length } = key.algorithm as AesKeyAlgorithm;
  const usable = key.usages.includes('encrypt') && key.usages.includes('decrypt');
  if (name === 'AES-GCM' && length === BYTES * 8 && usable) return key;
  throw wrongKey(
    where,
    'is not a CryptoKey for AES-GCM with 256 bits that may encrypt and decrypt',
  );
}

/**
 * Checks a key without using it.
 * @throws ConfigError that says what a key must be; never the key
 */
export function checkKey(key: SealingKey, where: string): Uint8Array<ArrayBuffer> | CryptoKey {
  if (typeof key === 'object' && key !== null && 'usages' in key) return checkCryptoKey(key, where);
  // Also for callers without types, whose environment variable is not set.
  if (key === '' || (typeof key !== 'string' && !ArrayBuffer.isView(key))) {
    throw wrongKey(where, 'is missing');
  }
  const bytes = typeof key === 'string' ? fromBase64(key) : key;
  if (bytes === undefined) throw wrongKey(where, 'is not base64');
  if (bytes.byteLength !== BYTES) throw wrongKey(where, `has ${bytes.byteLength} bytes`);
  return Uint8Array.from(bytes);
}

/**
 * The id comes from what the key encrypts nothing to, not from its bytes, which a CryptoKey may not show.
 * The zero vector is used for this only; those of sealed texts are random.
 */
async function idOf(key: CryptoKey): Promise<string> {
  const iv = new Uint8Array(12);
  const tag = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new Uint8Array());
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', tag));
  return Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Makes a checked key ready for use. */
export async function importKey(checked: Uint8Array<ArrayBuffer> | CryptoKey): Promise<NamedKey> {
  const key = ArrayBuffer.isView(checked)
    ? await crypto.subtle.importKey('raw', checked, 'AES-GCM', false, ['encrypt', 'decrypt'])
    : checked;
  return { id: await idOf(key), key };
}
