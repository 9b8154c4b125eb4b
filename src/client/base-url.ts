import { ConfigError } from '../errors/config-error.js';
import type { ClientOptions } from './options.js';

/** Where a store's REST API is, read from whatever URL people have. */
export interface RestRoot {
  /** Up to and including `/rest`, without a trailing slash. */
  readonly root: string;
  /** The store code that was part of the URL. */
  readonly store: string | undefined;
  /** Where the store code goes: into the path, or for Adobe's SaaS into the header `Store`. */
  readonly scopeIn: 'path' | 'header';
}

const SHOULD_BE = 'It should look like https://shop.example.com or https://shop.example.com/rest';
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const ADMIN = /^(?:admin|backend|admin[_-]\w+|backend[_-]\w+)$/i;
const OTHER_API = /^(?:soap|graphql|oauth)$/i;

/** Magento's rule for store codes: letters, digits and underscores, starting with a letter. */
export const STORE_CODE: RegExp = /^[a-z]\w*$/i;

/** Host and path alone, as the rest of an address may hold credentials; nothing of what is no address. */
function shown(text: string): string {
  if (!URL.canParse(text)) return '';
  const { protocol, host, pathname } = new URL(text);
  return host === '' ? '' : ` "${protocol}//${host}${pathname}"`;
}

function wrong(text: string, why: string): ConfigError {
  return new ConfigError(`baseUrl${shown(text)} ${why}. ${SHOULD_BE}.`);
}

function parse(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw wrong(
      text,
      /^[\w.-]+\.[a-z]{2,}/i.test(text) ? 'has no https:// in front' : 'is not a URL',
    );
  }
  if (url.username || url.password) {
    throw wrong(text, 'holds a user name or password, which belong into "auth"');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw wrong(text, 'is not a web address');
  if (url.hash) throw wrong(text, 'has a fragment (#)');
  if (url.search) throw wrong(text, 'has a query (?)');
  return url;
}

/** Splits what follows `/rest`: nothing, a store code, a version, or both. */
function storeIn(segments: readonly string[], text: string): string | undefined {
  const [first, second, ...more] = segments;
  const isVersion = (segment: string | undefined) =>
    segment !== undefined && /^V\d+$/.test(segment);
  if (first === undefined || (isVersion(first) && second === undefined)) return undefined;
  if (more.length > 0 || isVersion(first) || (second !== undefined && !isVersion(second))) {
    throw wrong(text, 'goes on after the REST root');
  }
  if (!STORE_CODE.test(first)) throw wrong(text, `has "${first}", which is no store code`);
  return first;
}

const SAAS_HOST = /\.api\.commerce\.adobe\.com$/;

/** Adobe's SaaS has the tenant in the path, no `/rest`, and no store code. */
function parseSaas(url: URL, segments: readonly string[], text: string): RestRoot {
  const [tenant, version, ...more] = segments;
  if (
    tenant === undefined ||
    more.length > 0 ||
    (version !== undefined && !/^V\d+$/.test(version))
  ) {
    throw new ConfigError(
      `baseUrl${shown(text)} should hold the tenant and nothing else, like https://na1.api.commerce.adobe.com/your-tenant.`,
    );
  }
  return { root: `${url.origin}/${tenant}`, store: undefined, scopeIn: 'header' };
}

/**
 * Finds the REST root in a shop URL, a REST URL with or without store code, or an admin URL.
 * @throws ConfigError that shows what the URL should look like
 */
export function parseBaseUrl(
  baseUrl: string | URL,
  { allowInsecureHttp = false, flavour }: Pick<ClientOptions, 'allowInsecureHttp' | 'flavour'> = {},
): RestRoot {
  const text = String(baseUrl).trim();
  const url = parse(text);
  if (url.protocol === 'http:' && !allowInsecureHttp && !LOOPBACK.test(url.hostname)) {
    throw new ConfigError(
      `baseUrl${shown(text)} is not encrypted; credentials would be readable on the way. Use https://, or set allowInsecureHttp: true for a store on a trusted network.`,
    );
  }
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const saas = flavour ? flavour === 'saas' : SAAS_HOST.test(url.hostname);
  if (saas) return parseSaas(url, segments, text);
  const other = segments.find((segment) => OTHER_API.test(segment));
  if (other) throw wrong(text, `points to /${other}, not to the REST API`);
  const at = segments.indexOf('rest');
  if (at >= 0) {
    const root = [url.origin, ...segments.slice(0, at + 1)].join('/');
    return { root, store: storeIn(segments.slice(at + 1), text), scopeIn: 'path' };
  }
  const adminAt = segments.findIndex((segment) => ADMIN.test(segment));
  const base = adminAt >= 0 ? segments.slice(0, adminAt) : segments;
  return { root: [url.origin, ...base, 'rest'].join('/'), store: undefined, scopeIn: 'path' };
}
