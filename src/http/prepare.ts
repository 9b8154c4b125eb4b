import type {
  CallOptions,
  Method,
  Operation,
  Repeat,
  RestRequest,
  ResultRule,
} from '../client/types.js';
import { InputError } from '../errors/input-error.js';
import type { SearchCriteria } from '../search/criteria.js';
import { encodeCriteria } from '../search/encode-criteria.js';
import { withIdentity } from './identity.js';
import { encodeQuery, encodeSegment, joinQueries, normalisePath } from './url.js';

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
}

type Input = Readonly<Record<string, unknown>>;

const PARAMETER = /\{([^}]+)\}/g;
const SECRET = /token|password|secret/i;
const DEFAULT_REPEAT = {
  GET: 'safe',
  PUT: 'idempotent',
  DELETE: 'idempotent',
  POST: 'never',
} as const;

const parametersOf = (path: string) =>
  Array.from(path.matchAll(PARAMETER), ([, name = '']) => name);

function membersOf({ path, query = [], criteria, body = [] }: Operation): string[] {
  return [...parametersOf(path), ...(criteria ? [criteria] : []), ...query, ...body];
}

function refuseUnknownMembers({ name }: Operation, known: readonly string[], input: Input): void {
  const unknown = Object.keys(input).find((member) => !known.includes(member));
  if (unknown === undefined) return;
  const takes = known.length > 0 ? `it takes ${known.join(', ')}` : 'it takes no input';
  throw new InputError(`${name} has no input "${unknown}"; ${takes}.`);
}

function pick(input: Input, members: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    members
      .filter((member) => input[member] !== undefined)
      .map((member) => [member, input[member]]),
  );
}

function operationQuery({ criteria, query }: Operation, input: Input): string {
  return joinQueries(
    criteria ? encodeQuery({ [criteria]: encodeCriteria(input[criteria] as SearchCriteria) }) : '',
    query ? encodeQuery(pick(input, query)) : '',
  );
}

/** How an operation may be repeated, by declaration or by its method. */
export function repeatOf({ method, repeat }: Operation): Repeat {
  return repeat ?? DEFAULT_REPEAT[method];
}

function checkInput(operation: Operation, members: readonly string[], given: unknown): Input {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new InputError(
      `${operation.name} takes one object with its input: ${members.length > 0 ? `{ ${members.join(', ')} }` : '{}'}.`,
    );
  }
  refuseUnknownMembers(operation, members, given as Input);
  return given as Input;
}

function bodyOf(operation: Operation, input: Input): string | undefined {
  const { body, bareBody } = operation;
  if (!body) return undefined;
  const members = pick(input, body);
  return JSON.stringify(
    bareBody ? members[body[0] ?? ''] : withIdentity(operation, input, members),
  );
}

/**
 * Prepares items of a bulk: path, query and body members side by side, the identifiers filled in. Without
 * them a consumer of Magento's would crash on the item, and on every message after it. The function throws
 * an InputError for an item that cannot be sent.
 */
export function itemPreparer(operation: Operation): (given: unknown) => Record<string, unknown> {
  const members = membersOf(operation);
  const parameters = parametersOf(operation.path);
  return (given) => {
    const input = checkInput(operation, members, given);
    for (const name of parameters) encodeSegment(input[name], name);
    return withIdentity(operation, input, pick(input, members));
  };
}

/** Turns a generated operation and its input into the request that says the same. */
export function prepareOperation(operation: Operation, given: object = {}): PreparedRequest {
  const { method, path, result, scope } = operation;
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
    query: operationQuery(operation, input),
    body: bodyOf(operation, input),
    repeat: repeatOf(operation),
    result,
    scope,
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
    body: body === undefined ? undefined : JSON.stringify(body),
    repeat,
    result: undefined,
    scope: undefined,
  };
}

const FIELDS = /^[\w[\],]+$/;

/** The request as one call wants it: its response filter and its word on repeating. */
export function withOptions(request: PreparedRequest, options: CallOptions): PreparedRequest {
  const { fields, idempotent } = options;
  if (fields !== undefined && !FIELDS.test(fields)) {
    throw new InputError(
      `fields takes names, commas and brackets, such as "items[sku,name],total_count"; Magento answers nothing to "${fields}".`,
    );
  }
  const repeat = idempotent === undefined ? request.repeat : idempotent ? 'idempotent' : 'never';
  const query = joinQueries(request.query, fields === undefined ? '' : encodeQuery({ fields }));
  return { ...request, query, repeat };
}
