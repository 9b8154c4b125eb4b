import { readFileSync } from 'node:fs';
import { resources } from '../../generated/resources.js';
import type { Call, Client } from '../../src/core.js';
import type { Recording } from './load.js';

interface KnownOperation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

const manifest = JSON.parse(
  readFileSync(new URL('../../generated/manifest.json', import.meta.url), 'utf8'),
) as { readonly operations: readonly KnownOperation[] };

/** A recorded URL taken apart. */
export interface Target {
  /** Store code of the path, or undefined. */
  readonly store: string | undefined;
  /** Below the store scope, without query. */
  readonly path: string;
  readonly query: string;
}

/** Where a recorded REST request went; undefined for what is not below /rest. */
export function targetOf(url: string): Target | undefined {
  const [address = '', query = ''] = url.split(/\?(.*)/s);
  const match =
    /^https?:\/\/[^/]+(?:\/index\.php)?\/rest\/(?:(?!V1|async)(\w+)\/)?((?:async\/(?:bulk\/)?)?V1\/.*|V1)$/.exec(
      address,
    );
  return match ? { store: match[1], path: `/${match[2]}`, query } : undefined;
}

const segments = (path: string) => path.split('/').filter((part) => part !== '');

/** The operation a path belongs to; literal segments win over parameters. */
function findOperation(method: string, path: string): KnownOperation | undefined {
  const parts = segments(path);
  const literals = (template: string) =>
    segments(template).filter((part) => !part.startsWith('{')).length;
  return manifest.operations
    .filter((one) => one.method === method && segments(one.path).length === parts.length)
    .filter((one) =>
      segments(one.path).every((part, i) => part.startsWith('{') || part === parts[i]),
    )
    .sort((a, b) => literals(b.path) - literals(a.path))[0];
}

type Values = Record<string, unknown>;

/** Bracketed names back to the object they came from; undefined when that is not possible. */
function parseQuery(query: string): Values | undefined {
  const root: Values = {};
  for (const pair of query.split('&').filter((part) => part !== '')) {
    if ((pair.match(/=/g) ?? []).length !== 1 || pair.includes('+')) return undefined;
    const [name = '', value = ''] = pair.split('=').map(decodeURIComponent);
    const keys = name.replaceAll(']', '').split('[');
    if (keys.includes('')) return undefined;
    let at = root;
    for (const key of keys.slice(0, -1)) {
      at[key] ??= {};
      at = at[key] as Values;
    }
    const last = keys.at(-1) ?? '';
    if (last in at) return undefined;
    at[last] = value;
  }
  return root;
}

/** PHP lists arrive as objects with the keys 0, 1, 2 …; other keys cannot be written as a list. */
function toList(value: unknown): unknown[] | undefined {
  if (value === undefined) return undefined;
  const keys = Object.keys(value as object);
  if (keys.length > 10 || keys.some((key, index) => key !== String(index)))
    throw new Unexpressible();
  return Object.values(value as object);
}

class Unexpressible extends Error {}

/** The criteria as a user of the SDK writes them. Spellings and traps the SDK does not offer are not expressible. */
function toCriteria(raw: unknown): Values {
  if (typeof raw !== 'object' || raw === null) throw new Unexpressible();
  const { filterGroups, sortOrders, pageSize, currentPage, requestName, ...rest } = raw as Values;
  if (pageSize === undefined || Object.keys(rest).length > 0) throw new Unexpressible();
  const groups = toList(filterGroups)?.map((group) => ({
    filters: toList((group as Values).filters),
  }));
  return {
    ...(groups ? { filterGroups: groups } : {}),
    ...(sortOrders ? { sortOrders: toList(sortOrders) } : {}),
    pageSize: Number(pageSize),
    ...(currentPage === undefined ? {} : { currentPage: Number(currentPage) }),
    ...(requestName === undefined ? {} : { requestName }),
  };
}

/** How a recorded request is made with the SDK. */
export interface Rebuilt {
  readonly how: 'operation' | 'request';
  readonly call: (client: Client) => Call<unknown>;
}

function asOperation(recording: Recording, target: Target): Rebuilt | undefined {
  const { method, body } = recording.request;
  const operation = findOperation(method, target.path);
  const parsed = parseQuery(target.query);
  if (!operation || !parsed) return undefined;
  const { fields, ...query } = parsed;
  const input: Values = { ...query, ...(body ? (JSON.parse(body) as Values) : {}) };
  segments(operation.path).forEach((part, i) => {
    if (part.startsWith('{'))
      input[part.slice(1, -1)] = decodeURIComponent(segments(target.path)[i] ?? '');
  });
  if ('searchCriteria' in input) input.searchCriteria = toCriteria(input.searchCriteria);
  const [resource = '', name = ''] = operation.name.split('.');
  const module = resources[resource as keyof typeof resources] as unknown as Record<
    string,
    (client: Client, input: Values, options: Values) => Call<unknown>
  >;
  const options = { store: target.store, ...(fields === undefined ? {} : { fields }) };
  return {
    how: 'operation',
    call: (client) => {
      const run = module[name];
      if (!run) throw new Error(`no function ${operation.name}`);
      return run(client, input, options);
    },
  };
}

function asRequest(recording: Recording, target: Target): Rebuilt {
  const { method, body } = recording.request;
  return {
    how: 'request',
    call: (client) =>
      client.request(
        {
          method: method as 'GET',
          path: target.query ? `${target.path}?${target.query}` : target.path,
          ...(body ? { body: JSON.parse(body) } : {}),
        },
        { store: target.store },
      ),
  };
}

/** All ways to say a recorded request with the SDK, the typed one first. */
export function rebuild(recording: Recording, target: Target): Rebuilt[] {
  try {
    const typed = asOperation(recording, target);
    return typed ? [typed, asRequest(recording, target)] : [asRequest(recording, target)];
  } catch (error) {
    if (!(error instanceof Unexpressible)) throw error;
    return [asRequest(recording, target)];
  }
}
