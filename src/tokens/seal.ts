import { fromBase64, toBase64 } from './base64.js';
import type { NamedKey } from './token-key.js';
import type { StoredToken } from './token-store.js';

/** `sealed1.<id of the key>.<base64 of vector, ciphertext and tag>` */
const FORM = /^(sealed1\.([0-9a-f]{16})\.)(.+)$/;
const IV_BYTES = 12;

/** What is not secret but must not be changed: format, key, both times and the place in the store. */
function bound(head: string, key: string, { renewAt, expiresAt }: Omit<StoredToken, 'token'>) {
  return new TextEncoder().encode(`${head}\n${renewAt}\n${expiresAt}\n${key}`);
}

/** Encrypts a token for one place in a store. */
export async function seal(by: NamedKey, key: string, value: StoredToken): Promise<string> {
  const head = `sealed1.${by.id}.`;
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: bound(head, key, value) };
  const text = new TextEncoder().encode(value.token);
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, by.key, text));
  const bytes = new Uint8Array(IV_BYTES + sealed.length);
  bytes.set(iv);
  bytes.set(sealed, IV_BYTES);
  return head + toBase64(bytes);
}

/** A token that was opened. */
export interface Opened {
  readonly token: string;
  readonly by: NamedKey;
}

/** Decrypts what `seal` made, or answers undefined: another key, another place, or not one bit the same. */
export async function open(
  keys: readonly NamedKey[],
  key: string,
  value: StoredToken,
): Promise<Opened | undefined> {
  const [, head = '', id, body = ''] = FORM.exec(value.token) ?? [];
  const by = keys.find((one) => one.id === id);
  const bytes = fromBase64(body);
  // Base64 has several texts for some bytes; only the one that was written counts.
  if (by === undefined || bytes === undefined || toBase64(bytes) !== body) return undefined;
  const iv = bytes.subarray(0, IV_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: bound(head, key, value) };
  try {
    const text = await crypto.subtle.decrypt(algorithm, by.key, bytes.subarray(IV_BYTES));
    return { token: new TextDecoder('utf-8', { ignoreBOM: true }).decode(text), by };
  } catch {
    return undefined;
  }
}
