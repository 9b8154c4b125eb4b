import type {
  CallOptions,
  Method,
  Operation,
  Repeat,
  RestRequest,
  ResultRule,
} from '../client/types.js';
import { encodeQuery } from '../encode-query.js';
import { InputError } from '../errors/input-error.js';
import type { ResponseFilter } from '../search/fields/response-filter.js';
import { bodyText } from './body-text.js';
import { withIdentity } from './identity.js';
import { checkInput, type Input, membersOf, pick } from './input.js';
import type { LaterParts } from './later-parts.js';
import { encodeSegment, joinQueries, normalisePath } from './url.js';

/** A request ready to be sent any number of times. */
export interface PreparedRequest {
  /** Name of the operation; undefined for a hand-written request. */
  readonly name: string | undefined;
  readonly method: Method;
  /** The operation's path as declared, without values; undefined for a hand-written request. */
  readonly template: string | undefined;
  /** Below the store scope, encoded. */
  readonly path: string;
  /** The path for people, with secrets masked. */
  readonly shownPath: string;
  readonly query: string;
  /** JSON text, or undefined for no body. */
  readonly body: string | undefined;
  readonly repeat: Repeat;
  readonly result: ResultRule | undefined;
  readonly scope: 'view' | undefined;
  /** What is left of the answer; undefined for all. */
  readonly filter: ResponseFilter | undefined;
}

const PARAMETER = /\{([^}]+)\}/g;
const SECRET = /token|password|secret/i;
const DEFAULT_REPEAT = {
  GET: 'safe',
  PUT: 'idempotent',
  DELETE: 'idempotent',
  POST: 'never',
} as const;

/** How an operation may be repeated, by declaration or by its method. */
export function repeatOf({ method, repeat }: Operation): Repeat {
  return repeat ?? DEFAULT_REPEAT[method];
}

async function criteriaOf(
  operation: Operation,
  input: object | undefined,
  parts: LaterParts,
): Promise<string> {
  if (operation.criteria === undefined) return '';
  const { listQuery } = await parts.listQuery();
  return listQuery(operation, input);
}

function bodyOf(operation: Operation, input: Input): string | undefined {
  const { body, bareBody } = operation;
  if (!body) return undefined;
  const members = pick(input, body);
  return bodyText(bareBody ? members[body[0] ?? ''] : withIdentity(operation, input, members));
}

/** Turns a generated operation and its input into the request that says the same. */
export async function prepareOperation(
  operation: Operation,
  input: object | undefined,
  parts: LaterParts,
): Promise<PreparedRequest> {
  return prepareSingle(operation, input, await criteriaOf(operation, input, parts));
}

/** The same, with the criteria of a list as its query already. */
export function prepareSingle(
  operation: Operation,
  given: object = {},
  criteria = '',
): PreparedRequest {
  const { method, path, query = [], result, scope } = operation;
  const input = checkInput(operation, membersOf(operation), given);
  const encoded = (name: string) => encodeSegment(input[name], name);
  return {
    name: operation.name,
    method,
    template: path,
    path: path.replace(PARAMETER, (_, name: string) => encoded(name)),
    shownPath: path.replace(PARAMETER, (all, name: string) =>
      SECRET.test(name) ? all : encoded(name),
    ),
    query: joinQueries(criteria, encodeQuery(pick(input, query))),
    body: bodyOf(operation, input),
    repeat: repeatOf(operation),
    result,
    scope,
    filter: undefined,
  };
}

/** Checks a hand-written request and brings it to the form that is sent. */
export function prepareRequest(request: RestRequest): PreparedRequest {
  const { method, body, repeat = DEFAULT_REPEAT[method] } = request;
  if (!(method in DEFAULT_REPEAT)) {
    throw new InputError(`Magento knows GET, POST, PUT and DELETE, not "${String(method)}".`);
  }
  if (typeof request.path !== 'string' || /^\/?(?:[a-z]+:|rest\/)/i.test(request.path)) {
    throw new InputError(
      '"path" is a text that starts below the store, such as "/V1/products"; no address, and no "/rest".',
    );
  }
  const { path, query } = normalisePath(request.path);
  return {
    name: undefined,
    method,
    template: undefined,
    path,
    shownPath: path.replace(/(token\/)[^/]+/gi, '$1***'),
    query: joinQueries(query, request.query ? encodeQuery(request.query) : ''),
    body: bodyText(body),
    repeat,
    result: undefined,
    scope: undefined,
    filter: undefined,
  };
}

async function readFilter(fields: unknown, parts: LaterParts): Promise<ResponseFilter> {
  const { responseFilter } = await parts.responseFilter();
  return responseFilter(fields);
}

/** The request as one call wants it: its response filter and its word on repeating. */
export async function withOptions(
  request: PreparedRequest,
  { fields, idempotent }: CallOptions<unknown>,
  parts: LaterParts,
): Promise<PreparedRequest> {
  const filter = fields === undefined ? undefined : await readFilter(fields, parts);
  const repeat = idempotent === undefined ? request.repeat : idempotent ? 'idempotent' : 'never';
  const query = joinQueries(request.query, filter ? encodeQuery({ fields: filter.text }) : '');
  return { ...request, query, repeat, filter };
}
