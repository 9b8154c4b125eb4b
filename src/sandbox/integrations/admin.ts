import { type SandboxRequest, type SandboxResponse, splitTarget } from '../request.js';
import type { World } from '../store/world.js';
import { activate } from './activate.js';
import { adminPath, successUrl } from './addresses.js';
import { closingPage, failurePage, listPage, noticePage, type PageLinks } from './pages.js';

const pages = /^(?:\/index\.php)?\/admin(?:\/(.*))?$/;
const exchangeCall = /^admin\/integration\/tokensExchange\/id\/(\d+)\/?$/;
const successCall = /^admin\/integration\/loginSuccessCallback(?:\/|$)/;

/**
 * The pages of the admin: the list of integrations with their buttons, what a button does, and the page
 * an app returns to. They need no login, as there is nothing to protect. Undefined for other addresses.
 */
export async function answerAdmin(
  request: SandboxRequest,
  world: World,
  baseUrl: string,
): Promise<SandboxResponse | undefined> {
  const call = pages.exec(splitTarget(request.target).path);
  if (call === null || world.settings.flavour === 'saas') return undefined;
  const links = { list: adminPath(world), success: successUrl(baseUrl, world) };
  const [, path = ''] = call;
  if (request.method === 'POST') return exchange(request, path, world, baseUrl, links);
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  if (path === '') return page(request, 200, listPage(world.auth.consumers, links));
  return successCall.test(path) ? page(request, 200, closingPage(links)) : undefined;
}

/** A button: a script gets JSON and opens the popup itself, a plain form gets a page with a link. */
async function exchange(
  request: SandboxRequest,
  path: string,
  world: World,
  baseUrl: string,
  links: PageLinks,
): Promise<SandboxResponse | undefined> {
  const id = Number(exchangeCall.exec(path)?.[1]);
  const consumer = world.auth.consumers.find((one) => one.id === id);
  if (consumer?.app === undefined) return undefined;
  const again = consumer.status !== 0;
  const wantsJson = (request.headers.accept ?? '').startsWith('application/json');
  try {
    const { identityUrl } = await activate(consumer, world, baseUrl);
    return wantsJson
      ? json(200, { identity_link_url: identityUrl })
      : page(request, 200, noticePage(consumer.name, again, identityUrl, links));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return wantsJson ? json(502, { message }) : page(request, 502, failurePage(message, links));
  }
}

const headers = { 'cache-control': 'no-store', 'x-frame-options': 'SAMEORIGIN' };

function page(request: SandboxRequest, status: number, html: string): SandboxResponse {
  const type = { 'content-type': 'text/html; charset=UTF-8' };
  return { status, headers: { ...headers, ...type }, body: request.method === 'HEAD' ? '' : html };
}

function json(status: number, value: object): SandboxResponse {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...headers, ...type }, body: JSON.stringify(value) };
}
