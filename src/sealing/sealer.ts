import { fromBase64, toBase64 } from './base64.js';
import { checkKey, importKey, type NamedKey, type SealingKey, type SealingKeys } from './key.js';

/** A text that was opened. */
export interface Opened {
  readonly text: string;
  /** Whether the current key had sealed it; if not, it is time to seal it again. */
  readonly current: boolean;
}

/** Seals texts with AES-256-GCM and a new random vector each time. */
export interface Sealer {
  /** Encrypts a text for one place. What makes up the place is not hidden, but cannot be changed. */
  seal(place: string, text: string): Promise<string>;
  /** Decrypts what {@link seal} made; undefined for another key, another place, or a changed bit. */
  open(place: string, sealed: string): Promise<Opened | undefined>;
}

/** `sealed1.<id of the key>.<base64 of vector, ciphertext and tag>` */
const FORM = /^(sealed1\.([0-9a-f]{16})\.)(.+)$/;
const IV_BYTES = 12;

const algorithmFor = (iv: Uint8Array<ArrayBuffer>, head: string, place: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(`${head}\n${place}`),
});

async function sealWith(by: NamedKey, place: string, text: string): Promise<string> {
  const head = `sealed1.${by.id}.`;
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const plain = new TextEncoder().encode(text);
  const sealed = await crypto.subtle.encrypt(algorithmFor(iv, head, place), by.key, plain);
  const bytes = new Uint8Array(IV_BYTES + sealed.byteLength);
  bytes.set(iv);
  bytes.set(new Uint8Array(sealed), IV_BYTES);
  return head + toBase64(bytes);
}

async function openWith(
  ring: readonly NamedKey[],
  place: string,
  sealed: string,
): Promise<Opened | undefined> {
  const [, head = '', id, body = ''] = FORM.exec(sealed) ?? [];
  const by = ring.find((one) => one.id === id);
  const bytes = fromBase64(body);
  // Base64 has several texts for some bytes; only the one that was written counts.
  if (by === undefined || bytes === undefined || toBase64(bytes) !== body) return undefined;
  const algorithm = algorithmFor(bytes.subarray(0, IV_BYTES), head, place);
  try {
    const plain = await crypto.subtle.decrypt(algorithm, by.key, bytes.subarray(IV_BYTES));
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(plain);
    return { text, current: by === ring[0] };
  } catch {
    return undefined;
  }
}

const isRing = (keys: SealingKey | SealingKeys): keys is SealingKeys =>
  typeof keys === 'object' && keys !== null && 'current' in keys;

/**
 * Makes a sealer. Keys are checked now and imported with the first text.
 * @throws ConfigError when a key is not 32 bytes; it names `where`, never the key
 */
export function createSealer(keys: SealingKey | SealingKeys, where: string): Sealer {
  const { current, previous = [] } = isRing(keys) ? keys : { current: keys };
  const newest = checkKey(current, where);
  const older = previous.map((key) => checkKey(key, where));
  let ring: Promise<readonly [NamedKey, ...NamedKey[]]> | undefined;
  const ready = () => {
    ring ??= Promise.all([importKey(newest), ...older.map(importKey)]);
    return ring;
  };
  return {
    async seal(place, text) {
      const [by] = await ready();
      return sealWith(by, place, text);
    },
    open: async (place, sealed) => openWith(await ready(), place, sealed),
  };
}
