import type { BodyCorrection, GenerateInput, OperationEntry, ResultCorrection } from './input.js';
import { namesOfWalks } from './list.js';
import { camel, isReserved, take } from './names.js';
import { type QueryMember, queryMembers } from './query.js';
import { type NamedByRule, ruleName } from './rule-name.js';
import { own, type Schema, type SwaggerDocument, type SwaggerOperation } from './swagger.js';
import { byText } from './text.js';

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** What the files that bind resources call things of their own. */
const OURS = new Set(['resources', 'bind', 'bindAll']);

/** The methods an operation can have. */
export type HttpMethod = (typeof methods)[number];

/** A member of an operation's input that comes from its path or body. */
export interface InputMember {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly doc: string;
  readonly needs?: BodyCorrection;
}

/** One operation, all that is known about it put together. */
export interface OperationModel {
  /** `GET /V1/products/{sku}` */
  readonly key: string;
  readonly method: HttpMethod;
  readonly path: string;
  /** Names of its resource and of its function there. */
  readonly resource: string;
  readonly name: string;
  readonly entry: OperationEntry | undefined;
  readonly source: SwaggerOperation;
  readonly pathMembers: readonly InputMember[];
  readonly query: readonly QueryMember[];
  readonly body: readonly InputMember[];
  /** What is declared to come back; undefined for nothing. */
  readonly result: Schema | undefined;
  readonly resultRule: ResultCorrection['rule'];
}

/** Every operation of the schema, sorted by path, then method. */
export function readOperations(input: GenerateInput): OperationModel[] {
  const entries = new Map((input.operations ?? []).map((entry) => [entry.key, entry]));
  const taken = new Map<string, Set<string>>();
  const namesOf = (resource: string) => {
    const names = taken.get(resource) ?? new Set();
    taken.set(resource, names);
    return names;
  };
  for (const { resource, method, list } of entries.values()) {
    const names = [camel(method), ...(list ? namesOfWalks(camel(method)) : [])];
    for (const name of names) namesOf(camel(resource)).add(name);
  }
  const spellings = new Map<string, string>();
  return operationsOf(input.schema).map(({ key, method, path, source }) => {
    const entry = entries.get(key);
    const { resource, name } = entry
      ? { resource: camel(entry.resource), name: camel(entry.method) }
      : byRule({ method, path, source }, namesOf);
    const spelling = moduleName(resource, spellings);
    return {
      key,
      method,
      path,
      resource: spelling,
      name,
      entry,
      source,
      ...members(key, source, input),
    };
  });
}

function byRule(
  operation: NamedByRule,
  namesOf: (resource: string) => Set<string>,
): { resource: string; name: string } {
  const { resource, candidates } = ruleName(operation);
  return { resource, name: take(namesOf(resource), ...candidates) };
}

/** A resource is a file and a binding: one spelling for file systems that ignore case, and no keyword. */
function moduleName(resource: string, spellings: Map<string, string>): string {
  const lower = resource.toLowerCase();
  const spelling = spellings.get(lower) ?? resource;
  spellings.set(lower, spelling);
  return isReserved(spelling) || OURS.has(spelling) ? `${spelling}_` : spelling;
}

function operationsOf(
  schema: SwaggerDocument,
): { key: string; method: HttpMethod; path: string; source: SwaggerOperation }[] {
  return Object.entries(schema.paths)
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([path, item]) =>
      [...methods]
        .sort(byText)
        .map((method) => ({
          method,
          source: own(item, method.toLowerCase()),
        }))
        .flatMap(({ method, source }) =>
          source ? [{ key: `${method} ${path}`, method, path, source }] : [],
        ),
    );
}

function members(
  key: string,
  source: SwaggerOperation,
  { corrections = {} }: GenerateInput,
): Pick<OperationModel, 'pathMembers' | 'query' | 'body' | 'result' | 'resultRule'> {
  const parameters = source.parameters ?? [];
  const body = parameters.find((parameter) => parameter.in === 'body')?.schema;
  const required = new Set(body?.required ?? []);
  const needs = new Map(Object.entries(own(corrections.bodies, key) ?? {}));
  const result = own(corrections.results, key);
  return {
    pathMembers: parameters
      .filter((parameter) => parameter.in === 'path')
      .map(({ name, type = 'string', description }) => ({
        name,
        schema: isNumericId(key, name, type) ? { oneOf: [{ type: 'number' }, { type }] } : { type },
        required: true,
        doc: description ?? '',
      })),
    query: queryMembers(parameters.filter((parameter) => parameter.in === 'query')),
    body: Object.entries(body?.properties ?? {}).map(([name, schema]) => {
      const need = needs.get(name);
      const doc = schema.description ?? '';
      const must = required.has(name) || need?.required === true;
      return { name, schema, required: must, doc, ...(need ? { needs: need } : {}) };
    }),
    result: result?.schema ?? success(source),
    resultRule: result?.rule,
  };
}

/**
 * Magento declares a path parameter string when its service has no such argument, as with the `id` of
 * many updates; answers hand the same id out as a number. Carts of guests do have text for an id.
 */
function isNumericId(key: string, name: string, type: string): boolean {
  return type === 'string' && /(^id|Id|_id)$/.test(name) && !key.includes('guest');
}

function success(source: SwaggerOperation): Schema | undefined {
  const answers = Object.entries(source.responses ?? {});
  return answers.find(([status, answer]) => /^2/.test(status) && answer.schema)?.[1].schema;
}
