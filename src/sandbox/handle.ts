import { failureAnswer, htmlAnswer, resultAnswer, schemaAnswer } from './answer.js';
import { acceptLater } from './async/accept.js';
import { findBulkRoute } from './async/bulk-route.js';
import { type Caller, guest, mayUse } from './auth/callers.js';
import { resolveCaller } from './auth/resolve-caller.js';
import type { ListWork } from './call.js';
import { meetDeadlock } from './deadlocks.js';
import { failure, notAuthorized, notProcessable, notServed } from './errors.js';
import { readArguments } from './input/arguments.js';
import { readBody } from './input/body.js';
import { inputRules } from './input/rules.js';
import type { RouteMatch } from './installed/find-route.js';
import type { CallerKind } from './options.js';
import type { SandboxRequest, SandboxResponse } from './request.js';
import { type Address, readAddress, readCloudAddress } from './routing/address.js';
import { hasRoute } from './routing/availability.js';
import { answerOutsideRest } from './routing/outside-rest.js';
import { answerWebServer } from './routing/web-server.js';
import { schemaDocument } from './schema/serve.js';
import { storeByCode } from './scope.js';
import { filterFields } from './search/fields.js';
import { nowSeconds, type StoreView, type World } from './store/world.js';
import { isSince } from './versions.js';
import { answerFormat } from './wire/accept.js';
import { phpValue } from './wire/encode-json.js';
import { parsePhpQuery } from './wire/php-query.js';

/** An answer and who the caller was taken for. */
export interface Handled {
  readonly response: SandboxResponse;
  readonly caller: CallerKind;
  /** What its lists cost the database; undefined where Magento was not asked at all. */
  readonly lists?: readonly ListWork[];
}

const verbs = ['GET', 'POST', 'PUT', 'DELETE'];

/** The whole store: one request in, one answer out. */
export function handle(request: SandboxRequest, world: World): Handled {
  const format = answerFormat(request.headers.accept);
  let caller: Caller = guest;
  const lists: ListWork[] = [];
  try {
    const page = answerWebServer(request, world.settings) ?? answerOutsideRest(request, world);
    if (page !== undefined) return { response: answerTo(request, page), caller: 'guest' };
    const address = addressOf(request, world);
    if (address === undefined) return notRest();
    // Magento finds no renderer before it has anything to render errors with.
    if (format === undefined) return { response: renderFailure(), caller: 'guest' };
    checkVerb(request.method, address, world);
    if (address.mode === 'schema') {
      caller = identify(request, ['anonymous'], world);
      return {
        response: schemaAnswer(schemaDocument(request, world, caller)),
        caller: caller.kind,
      };
    }
    const match = findMatch(request.method, address, world);
    caller = identify(request, match.route.resources, world);
    if (!mayUse(caller, match.route.resources)) {
      throw notAuthorized(match.route.resources.join(', '));
    }
    const value = serve(request, address, match, world, caller, (work) => lists.push(work));
    const status = isLater(address) ? 202 : 200;
    return { response: resultAnswer(value, format, status), caller: caller.kind, lists };
  } catch (error) {
    return {
      response: answerTo(request, failureAnswer(error, format ?? 'json', world.settings.mode)),
      caller: caller.kind,
      lists,
    };
  }
}

function serve(
  request: SandboxRequest,
  address: Address,
  match: RouteMatch,
  world: World,
  caller: Caller,
  onList: (work: ListWork) => void,
): unknown {
  const { route, path } = match;
  const query = parsePhpQuery(address.query);
  const { handler } = route;
  if (handler === undefined) throw notServed(route.key);
  const store = scopeOf(request, address, world);
  const baseUrl = `${request.scheme}://${request.host}/`;
  const context = { world, caller, store, query, baseUrl };
  if (isLater(address)) return acceptLater(request, match, address.mode, context);
  const takesBody = request.method === 'POST' || request.method === 'PUT';
  const body = takesBody ? readBody(request) : {};
  const input = readArguments({ route, path, query, body, rules: inputRules(world) });
  meetDeadlock(world, request.method, `/${address.segments.join('/')}`);
  const result = handler({ ...context, path, input, onList });
  return typeof query.fields === 'string' ? filterFields(phpValue(result), query.fields) : result;
}

function checkVerb(verb: string, address: Address, { settings }: World): void {
  if (!verbs.includes(verb)) {
    if (!isSince(settings.version, '2.4.5')) throw failure(400, 'Request method is invalid.');
    throw failure(405, `The ${verb} HTTP method is not supported.`);
  }
  if (isLater(address) && verb === 'GET') throw notProcessable();
}

/** Whether the call is only put into the queue. */
function isLater(address: Address): address is Address & { mode: 'async' | 'bulk' } {
  return address.mode === 'async' || address.mode === 'bulk';
}

function addressOf(request: SandboxRequest, world: World): Address | undefined {
  const isStore = (code: string): boolean => storeByCode(world, code) !== undefined;
  return world.settings.flavour === 'saas'
    ? readCloudAddress(request, isStore)
    : readAddress(request.target, isStore);
}

function findMatch(verb: string, { mode, segments }: Address, world: World): RouteMatch {
  const { findRoute } = world.installed;
  const match =
    mode === 'bulk' ? findBulkRoute(findRoute, verb, segments) : findRoute(verb, segments);
  if (match !== undefined && hasRoute(match.route, world.settings)) return match;
  throw failure(404, 'Request does not match any route.');
}

/** A signature is only looked at where the caller matters: a bad one passes on an anonymous route. */
function identify(request: SandboxRequest, resources: readonly string[], world: World): Caller {
  try {
    return resolveCaller(request, world.auth, world.settings, nowSeconds(world));
  } catch (error) {
    if (resources.includes('anonymous')) return guest;
    throw error;
  }
}

/** The path's store view, else the one of the store cookie, else the default one. */
function scopeOf(request: SandboxRequest, address: Address, world: World): StoreView {
  const cookie = /(?:^|;\s*)store=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  const code = address.storeCode ?? cookie ?? 'default';
  return storeByCode(world, code) ?? { id: 1, code: 'default', name: 'Default Store View' };
}

function notRest(): Handled {
  return { response: htmlAnswer(404, '404 Not Found'), caller: 'guest' };
}

function renderFailure(): SandboxResponse {
  return htmlAnswer(500, 'There has been an error processing your request');
}

function answerTo(request: SandboxRequest, response: SandboxResponse): SandboxResponse {
  return request.method === 'HEAD' ? { ...response, body: '' } : response;
}
