import type { ListEntry, OperationEntry } from '../input.js';
import { namesOfWalks } from '../list.js';
import { camel, words } from '../names.js';
import { ruleName } from '../rule-name.js';
import {
  own,
  refKey,
  type Schema,
  type SwaggerDocument,
  type SwaggerOperation,
} from '../swagger.js';
import { byText } from '../text.js';
import type { Warn } from '../warning.js';
import type { NameOverrides, OperationOverride } from './types.js';

interface Source {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly source: SwaggerOperation;
}

/**
 * What is known about each operation of a store: from the reference, from the names of its owner, and for
 * the rest by rule.
 */
export function storeEntries(
  schema: SwaggerDocument,
  reference: readonly OperationEntry[],
  names: NameOverrides,
  warn: Warn,
): OperationEntry[] {
  const known = new Map(reference.map((entry) => [entry.key, entry]));
  const all = sourcesOf(schema);
  const taken = new Map<string, Set<string>>();
  for (const { resource, method, list } of reference) claim(taken, resource, method, list);
  const overrides = new Map(Object.entries(names.operations ?? {}));
  for (const key of overrides.keys()) {
    if (!all.some((one) => one.key === key)) {
      warn(`names › ${key}`, 'The store has no such operation; passed over.');
    }
  }
  const entries = new Map<string, OperationEntry>();
  // Names of the owner's first, so that no rule takes one of them.
  const named = all.filter(({ key }) => overrides.get(key)?.method !== undefined);
  for (const one of [...named, ...all.filter((other) => !named.includes(other))]) {
    const override = overrides.get(one.key) ?? {};
    const entry = known.get(one.key);
    const made = entry
      ? changedEntry(entry, override, taken, warn)
      : newEntry(one, override, schema, taken, warn);
    entries.set(one.key, made);
  }
  return all.flatMap(({ key }) => entries.get(key) ?? []);
}

function sourcesOf({ paths }: SwaggerDocument): Source[] {
  return Object.entries(paths)
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([path, item]) =>
      Object.entries(item)
        .map(([method, source]) => ({ method: method.toUpperCase(), source }))
        .sort((a, b) => byText(a.method, b.method))
        .map(({ method, source }) => ({ key: `${method} ${path}`, method, path, source })),
    );
}

/** Takes a name and those of its walks; false when one of them is taken. */
function claim(
  taken: Map<string, Set<string>>,
  resource: string,
  method: string,
  list: ListEntry | undefined,
): boolean {
  const place = camel(resource).toLowerCase();
  const names = taken.get(place) ?? new Set();
  taken.set(place, names);
  const wanted = [camel(method), ...(list ? namesOfWalks(camel(method)) : [])];
  if (wanted.some((name) => names.has(name))) return false;
  for (const name of wanted) names.add(name);
  return true;
}

function changedEntry(
  entry: OperationEntry,
  override: OperationOverride,
  taken: Map<string, Set<string>>,
  warn: Warn,
): OperationEntry {
  const resource = override.resource ?? entry.resource;
  const method = override.method ?? entry.method;
  const isRenamed = resource !== entry.resource || method !== entry.method;
  if (isRenamed && !claim(taken, resource, method, entry.list)) {
    warn(`names › ${entry.key}`, `${camel(resource)}.${camel(method)} is taken; passed over.`);
    return entry;
  }
  return { ...entry, resource, method, ...restOf(override, entry.list, entry.key, warn) };
}

function newEntry(
  { key, method: verb, path, source }: Source,
  override: OperationOverride,
  schema: SwaggerDocument,
  taken: Map<string, Set<string>>,
  warn: Warn,
): OperationEntry {
  const list = listByRule(verb, source, schema);
  const rule = ruleName({ method: verb, path, source });
  const resource = camel(override.resource ?? rule.resource);
  const [plain, full] = rule.candidates;
  const candidates = [...(override.method === undefined ? [] : [override.method]), plain, full];
  let method = candidates.find((name) => claim(taken, resource, name, list));
  for (let n = 2; method === undefined; n++) {
    if (claim(taken, resource, `${full}${n}`, list)) method = `${full}${n}`;
  }
  if (override.method !== undefined && method !== override.method) {
    warn(`names › ${key}`, `${resource}.${camel(override.method)} is taken; passed over.`);
  }
  const identity = identityByRule(verb, source, schema);
  return {
    key,
    resource,
    method,
    summary: '',
    retry: retryByRule(verb, path),
    callers: [],
    ...(list ? { list } : {}),
    ...(identity.length > 0 ? { identity } : {}),
    ...restOf(override, list, key, warn),
  };
}

function restOf(
  { summary, notes, repeat, key, keyProperty }: OperationOverride,
  list: ListEntry | undefined,
  operation: string,
  warn: Warn,
): Partial<OperationEntry> {
  if (key !== undefined && !list) {
    warn(`names › ${operation}`, 'Has a key, but is no list; the key is passed over.');
  }
  const walked = { key: key ?? null, keyProperty: keyProperty ?? key ?? null, check: 'walked' };
  return {
    ...(summary === undefined ? {} : { summary }),
    ...(notes === undefined ? {} : { notes }),
    ...(repeat === undefined ? {} : { retry: repeat }),
    ...(list && key !== undefined
      ? { list: { ...list, ...walked, check: 'walked' as const } }
      : {}),
  };
}

/** Without a known key a list is walked by page numbers. */
function listByRule(
  method: string,
  { parameters = [], responses = {} }: SwaggerOperation,
  schema: SwaggerDocument,
): ListEntry | undefined {
  const isSearch = parameters.some(
    (one) => one.in === 'query' && one.name.includes('filterGroups'),
  );
  if (method !== 'GET' || !isSearch) return undefined;
  const key = refKey(responses['200']?.schema ?? {});
  const members = own(schema.definitions, key ?? '')?.properties ?? {};
  const isPage = ['items', 'search_criteria', 'total_count'].every((one) =>
    Object.hasOwn(members, one),
  );
  if (!isPage || own(members, 'items')?.type !== 'array') return undefined;
  return { items: 'items', key: null, keyProperty: null, check: 'none' };
}

/** A PUT that names what it puts can be repeated; of a POST nobody knows. */
function retryByRule(method: string, path: string): OperationEntry['retry'] {
  if (method === 'GET') return 'safe';
  if (method === 'DELETE') return 'idempotent';
  return method === 'PUT' && path.endsWith('}') ? 'idempotent' : 'never';
}

/** A parameter of the path that the body has, too: the store would believe either. */
function identityByRule(
  method: string,
  { parameters = [] }: SwaggerOperation,
  schema: SwaggerDocument,
): { path: string; body: string }[] {
  const body = parameters.find((one) => one.in === 'body')?.schema?.properties ?? {};
  if (method !== 'PUT') return [];
  return parameters
    .filter((one) => one.in === 'path')
    .flatMap(({ name: path }) =>
      Object.entries(body).flatMap(([member, type]) => {
        const property = sameThing(path, member, own(schema.definitions, refKey(type) ?? ''));
        return property === undefined ? [] : [{ path, body: `${member}.${property}` }];
      }),
    );
}

function sameThing(
  path: string,
  member: string,
  definition: Schema | undefined,
): string | undefined {
  const snake = words(path).join('_').toLowerCase();
  const names = [snake, ...(snake === `${words(member).join('_').toLowerCase()}_id` ? ['id'] : [])];
  return names.find((name) => Object.hasOwn(definition?.properties ?? {}, name));
}
