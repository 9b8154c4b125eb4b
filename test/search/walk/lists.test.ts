import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Client, ListRule, Operation } from '../../../src/client/types.js';
import { anonymous, createClient } from '../../../src/core.js';
import type { PageWalk, Walk } from '../../../src/search/index.js';
import { modules } from './support/walking.js';

interface Entry {
  readonly key: string;
  readonly resource: string;
  readonly method: string;
  readonly list?: {
    readonly items: string | null;
    readonly key: string | null;
    readonly keyProperty: string | null;
    readonly zeroBased: boolean;
    readonly check: 'walked' | 'one row' | 'accepted' | 'none' | 'rejected';
    readonly total?: false;
    readonly criteria?: string;
  };
}

type ListFunction<Result> = (client: Client, input?: object) => Result;

const path = new URL('../../../generated/schema/operations.json', import.meta.url);
const entries = JSON.parse(readFileSync(path, 'utf8')) as Entry[];
const lists = entries.filter(({ key, list }) => list && key.startsWith('GET '));

const walkName = (verb: string, method: string) => {
  const rest = method === 'list' ? '' : method.replace(/^list(?=[A-Z])/, '');
  return `${verb}${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
};

function expectedRule({ list }: Entry): ListRule {
  if (!list) throw new Error('no list');
  const { key, keyProperty, check, total } = list;
  const keyed = key !== null && check !== 'rejected';
  return {
    ...(keyed ? { key } : {}),
    ...(keyed && keyProperty !== null && keyProperty !== key ? { property: keyProperty } : {}),
    ...(keyed && !['walked', 'one row'].includes(check) ? { unproven: true as const } : {}),
    ...(list.zeroBased ? { zeroBased: true as const } : {}),
    ...(total === false ? { uncounted: true as const } : {}),
    ...(list.items === null ? { bare: true as const } : {}),
    ...(list.criteria === 'query' ? { pagedBy: 'input' as const } : {}),
    ...(list.criteria === 'searchRequest' ? { pagedBy: 'searchRequest' as const } : {}),
  };
}

const client = createClient({ baseUrl: 'https://shop.example.com', auth: anonymous() });

test('there are fifty lists to walk', () => {
  expect(lists).toHaveLength(50);
});

describe.each(lists)('$key', (entry) => {
  const functions = modules[entry.resource] as Record<string, ListFunction<unknown>>;
  const iterate = functions[walkName('iterate', entry.method)] as ListFunction<Walk<unknown>>;
  const pages = functions[walkName('pages', entry.method)] as ListFunction<PageWalk<unknown>>;

  test('can be walked by items and by pages', () => {
    const rows: Operation[] = [iterate, pages].map((walk) => walk(client, {}).source.operation);
    const [method, template] = entry.key.split(' ');
    for (const row of rows) {
      expect(row).toMatchObject({ name: `${entry.resource}.${entry.method}`, method });
      expect(row.path).toBe(template);
    }
  });

  test('has the rule that was found for it', () => {
    expect(iterate(client, {}).source.operation.list).toEqual(expectedRule(entry));
  });
});
