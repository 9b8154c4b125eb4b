/** Makes the base64 HMAC-SHA256 of a text with one key. */
export type Hmac = (text: string) => string | Promise<string>;

/** The one part of Node's crypto used here; Deno and Bun have it as well. */
interface NativeCrypto {
  createHmac(
    name: string,
    key: string,
  ): { update(text: string): { digest(encoding: 'base64'): string } };
}

interface Host {
  readonly process?: { readonly getBuiltinModule?: (name: string) => NativeCrypto | undefined };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

function webHmac(key: string): Hmac {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = crypto.subtle.importKey('raw', bytesOf(key), algorithm, false, ['sign']);
  return async (text) => {
    const hash = await crypto.subtle.sign('HMAC', await imported, bytesOf(text));
    return btoa(String.fromCharCode(...new Uint8Array(hash)));
  };
}

/**
 * Takes the platform's own HMAC where there is one: WebCrypto sends each signature through a pool of
 * threads, which takes longer than all the rest of a call. WebCrypto everywhere else.
 */
export function createHmac(key: string): Hmac {
  const native = (globalThis as Host).process?.getBuiltinModule?.('crypto');
  if (!native) return webHmac(key);
  return (text) => native.createHmac('sha256', key).update(text).digest('base64');
}
