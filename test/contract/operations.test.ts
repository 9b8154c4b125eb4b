import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resources } from '../../generated/resources.js';
import type { Client } from '../../src/client/types.js';
import { anonymous, createClient } from '../../src/core.js';
import { type RawParameter, type RawSchema, sampleOf } from './sample.js';

interface Entry {
  readonly key: string;
  readonly resource: string;
  readonly method: string;
  readonly identity?: { path: string; body: string }[];
}

interface Raw {
  readonly paths: Record<string, Record<string, { parameters: RawParameter[] }>>;
  readonly definitions: Record<string, RawSchema>;
}

type Operation = (client: Client, input?: object) => Promise<unknown>;

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../generated/schema/${name}`, import.meta.url), 'utf8'));
const schema = read('magento-2.4.9.json') as Raw;
const entries = new Map((read('operations.json') as Entry[]).map((entry) => [entry.key, entry]));
const functions = new Map(
  Object.entries(resources).flatMap(([resource, module]) =>
    Object.entries(module)
      // Walks are many requests; test/search/walk has them.
      .filter(([name]) => !/^(iterate|pages)(?![a-z])/.test(name))
      .map(([name, call]) => [`${resource}.${name}`, call as Operation] as const),
  ),
);
const operations = Object.entries(schema.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, { parameters }]) => ({
    key: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    parameters,
  })),
);

async function send(call: Operation, input: object): Promise<Request> {
  const sent: Request[] = [];
  const client = createClient({
    baseUrl: 'https://shop.example.com',
    auth: anonymous(),
    fetch: async (...request) => {
      sent.push(new Request(...request));
      return new Response('[]', { headers: { 'content-type': 'application/json' } });
    },
  });
  await call(client, input);
  const [only, ...more] = sent;
  if (!only || more.length > 0) throw new Error(`${sent.length} requests for one call`);
  return only;
}

test('there is one function for each of the 614 operations, under its designed name', () => {
  const designed = operations.map(({ key }) => {
    const entry = entries.get(key);
    return `${entry?.resource}.${entry?.method}`;
  });
  expect(operations).toHaveLength(614);
  expect([...functions.keys()].sort()).toEqual(designed.sort());
});

test.each(operations)(
  '$key sends what the schema declares',
  async ({ key, method, path, parameters }) => {
    const entry = entries.get(key);
    const call = functions.get(`${entry?.resource}.${entry?.method}`);
    if (!call) throw new Error(`No function for ${key}`);
    const sample = sampleOf(path, parameters, schema.definitions, entry?.identity ?? []);

    const request = await send(call, sample.input);

    const url = new URL(request.url);
    const text = await request.text();
    expect(request.method).toBe(method);
    expect(url.pathname).toBe(`/rest${sample.path}`);
    expect([...url.searchParams].sort()).toEqual(sample.query);
    expect(text === '' ? undefined : JSON.parse(text)).toEqual(sample.body);
  },
);
