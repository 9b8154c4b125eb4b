import type { SignatureEngine } from '../installation-switches.js';
import { type SandboxRequest, splitTarget } from '../request.js';
import { parsePhpQuery, rawUrlDecode } from '../wire/php-query.js';
import { naturalOrder } from './natural-order.js';

/** The text the store signs for a request, in the manner of its engine. */
export function baseString(
  request: SandboxRequest,
  header: ReadonlyMap<string, string>,
  engine: SignatureEngine,
): string {
  const { path, query } = splitTarget(request.target);
  const parameters = new Map([...header, ...formParameters(request), ...queryParameters(query)]);
  if (engine === 'hmac') {
    // This engine also reads the query as PHP does and lets plain names win; nested ones it leaves.
    for (const [name, value] of Object.entries(parsePhpQuery(query))) {
      if (typeof value === 'string') parameters.set(name, value);
    }
  }
  parameters.delete('oauth_signature');
  const address = `${request.scheme}://${hostFor(request, engine)}${pathFor(path, engine)}`;
  return [request.method, address, ordered(parameters, engine)].map(encode).join('&');
}

/** `rawurlencode` of PHP: all but the unreserved characters of RFC 3986. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Only pairs with exactly one `=` count; `+` stays a plus; the last of a repeated name wins. */
function queryParameters(query: string): readonly (readonly [string, string])[] {
  return query.split('&').flatMap((pair) => {
    const [name = '', value, ...more] = pair.split('=');
    return value === undefined || more.length > 0
      ? []
      : [[rawUrlDecode(name), rawUrlDecode(value)] as const];
  });
}

function formParameters(request: SandboxRequest): readonly (readonly [string, string])[] {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return [];
  return Object.entries(parsePhpQuery(request.body)).flatMap(([name, value]) =>
    typeof value === 'string' && !name.startsWith('oauth_') ? [[name, value] as const] : [],
  );
}

function ordered(parameters: ReadonlyMap<string, string>, engine: SignatureEngine): string {
  const names = [...parameters.keys()];
  const sorted =
    engine === 'hmac'
      ? names.sort(byteOrder)
      : names.sort((a, b) => naturalOrder(encode(a), encode(b)));
  return sorted.map((name) => `${encode(name)}=${encode(parameters.get(name) ?? '')}`).join('&');
}

/** Order of the UTF-8 bytes, which is that of the code points. */
function byteOrder(a: string, b: string): number {
  const [x, y] = [new TextEncoder().encode(a), new TextEncoder().encode(b)];
  const at = x.findIndex((byte, index) => byte !== y[index]);
  return at < 0 ? x.length - y.length : (x[at] ?? 0) - (y[at] ?? -1);
}

function hostFor(request: SandboxRequest, engine: SignatureEngine): string {
  if (engine === 'hmac') return request.host;
  const port = request.scheme === 'http' ? ':80' : ':443';
  const host = request.host.toLowerCase();
  return host.endsWith(port) ? host.slice(0, -port.length) : host;
}

function pathFor(path: string, engine: SignatureEngine): string {
  return engine === 'laminas' ? normalisePath(path) : path;
}

/** Laminas\Uri: decode what may stand plain, upper-case the rest, encode what may not stand plain. */
function normalisePath(path: string): string {
  const decoded = removeDotSegments(path).replace(/%[0-9a-f]{2}/gi, (code) => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[A-Za-z0-9_\-.~:@&=+$,/;%]/.test(char) ? char : code.toUpperCase();
  });
  return decoded.replace(/[^A-Za-z0-9_\-.~)(:@&=+$,/;%]+|%(?![A-Fa-f0-9]{2})/g, encode);
}

function removeDotSegments(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/');
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
    if (last && (segment === '..' || segment === '.')) kept.push('');
  });
  return kept.join('/').replace(/^(?!\/)/, '/');
}
