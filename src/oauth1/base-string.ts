import { percentDecode, percentEncode } from '../encode.js';
import { naturalOrder } from './natural-order.js';

/**
 * How a store builds the text it signs. `zend` up to 2.4.5, `laminas` 2.4.6 and 2.4.7, `hmac` from 2.4.8.
 * They agree unless the path holds encoded reserved characters, or indices of different width meet.
 */
export type SignatureEngine = 'zend' | 'laminas' | 'hmac';

/** A request to sign. */
export interface SignedRequest {
  readonly method: string;
  /** The exact URL that is sent. */
  readonly url: string;
  /** Fields of an `application/x-www-form-urlencoded` body. JSON is never signed. */
  readonly form?: Readonly<Record<string, string>> | undefined;
}

type Pair = readonly [name: string, value: string];

/**
 * What laminas decodes in the path before it signs: some reserved characters, and a percent sign that then
 * looks like the start of another encoded one. Everything else stays encoded.
 */
const DECODED_BY_LAMINAS = /%(?:40|3A|2C|3B|26|3D|24|2B|2F|7E|25(?=[0-9a-f]{2}))/gi;

function signedPath(path: string, engine: SignatureEngine): string {
  if (engine !== 'laminas') return path;
  // Upper case first, as what is decoded is not looked at again.
  return path
    .replace(/%[0-9a-f]{2}/g, (hex) => hex.toUpperCase())
    .replace(DECODED_BY_LAMINAS, percentDecode);
}

function queryPairs(query: string): Pair[] {
  if (query === '') return [];
  return query.split('&').map((part): Pair => {
    const at = part.indexOf('=');
    return at < 0
      ? [percentDecode(part), '']
      : [percentDecode(part.slice(0, at)), percentDecode(part.slice(at + 1))];
  });
}

const byteOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function sortedParameters(pairs: readonly Pair[], engine: SignatureEngine): string {
  const encoded = pairs.map(([name, value]) => ({
    decodedName: name,
    name: percentEncode(name),
    value: percentEncode(value),
  }));
  encoded.sort((a, b) =>
    engine === 'hmac'
      ? byteOrder(a.decodedName, b.decodedName) || byteOrder(a.value, b.value)
      : naturalOrder(a.name, b.name) || byteOrder(a.value, b.value),
  );
  return encoded.map(({ name, value }) => `${name}=${value}`).join('&');
}

/**
 * The signature base string, as the store's engine builds it.
 * @see https://www.rfc-editor.org/rfc/rfc5849#section-3.4.1
 */
export function signatureBaseString(
  request: SignedRequest,
  protocol: Readonly<Record<string, string>>,
  engine: SignatureEngine,
): string {
  const [address = '', query = ''] = request.url.split('#', 1)[0]?.split(/\?(.*)/s) ?? [];
  const pathAt = address.indexOf('/', address.indexOf('://') + 3);
  const [origin, path] =
    pathAt < 0 ? [address, '/'] : [address.slice(0, pathAt), address.slice(pathAt)];
  const pairs = [
    ...Object.entries(protocol),
    ...queryPairs(query),
    ...Object.entries(request.form ?? {}),
  ];
  const url = origin.toLowerCase() + signedPath(path, engine);
  return [request.method.toUpperCase(), url, sortedParameters(pairs, engine)]
    .map(percentEncode)
    .join('&');
}
