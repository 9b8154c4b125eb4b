import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ResultRule } from '../../src/client/types.js';
import { correctResult } from '../../src/http/result.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Exchange {
  readonly request: { readonly method: string; readonly url: string; readonly body?: object };
  readonly response: { readonly status: number; readonly body: unknown };
}

interface Row {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly result?: ResultRule;
}

type Examples = Record<string, { answers?: Exchange[]; errors?: Exchange[] }>;

/** One assignment to check: an example under the type it must have. */
export interface Check {
  readonly id: string;
  readonly kind: 'answer' | 'error' | 'body';
  readonly resource: string;
  readonly type: string;
  readonly value: string;
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(`${root}${path}`, 'utf8')) as T;
}

/** Every recorded exchange as assignments: answers, error bodies, and bodies that were accepted. */
export function checks(): Check[] {
  const rows = new Map(
    read<{ operations: Row[] }>('generated/manifest.json').operations.map((row) => [
      `${row.method} ${row.path}`,
      row,
    ]),
  );
  const files = readdirSync(`${root}test/data/examples`).sort();
  return files
    .flatMap((file) => Object.entries(read<Examples>(`test/data/examples/${file}`)))
    .flatMap(([key, { answers = [], errors = [] }]) => {
      const row = rows.get(key);
      if (!row) throw new Error(`No operation ${key}`);
      return [
        ...answers.flatMap((exchange, i) => answerChecks(`${key} answers ${i}`, exchange, row)),
        ...errors.map((exchange, i) => errorCheck(`${key} errors ${i}`, exchange, row)),
      ];
    });
}

/** Price updates answer 200 and list the rows they refused. */
function isRefusal(body: unknown): boolean {
  const [first]: unknown[] = Array.isArray(body) ? body : [];
  return typeof first === 'object' && first !== null && 'message' in first && 'parameters' in first;
}

function answerChecks(id: string, { request, response }: Exchange, row: Row): Check[] {
  const [resource = '', name = ''] = row.name.split('.');
  const body = correctResult(response.body, row.result);
  const value = body === undefined ? 'undefined' : JSON.stringify(body);
  const answer: Check = {
    id: `${id} response`,
    kind: 'answer',
    resource,
    type: `Answer<typeof r.${name}>`,
    value,
  };
  if (!request.body || Object.keys(request.body).length === 0) return [answer];
  if (isRefusal(response.body)) return [answer];
  const type = `BodyOf<typeof r.${name}, ${pathNames(row.path)}>`;
  return [
    answer,
    { id: `${id} request`, kind: 'body', resource, type, value: JSON.stringify(request.body) },
  ];
}

function errorCheck(id: string, { response }: Exchange, row: Row): Check {
  const [resource = ''] = row.name.split('.');
  const value = JSON.stringify(response.body);
  return { id: `${id} response`, kind: 'error', resource, type: 'MagentoErrorBody', value };
}

function pathNames(path: string): string {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => `'${match[1]}'`);
  return names.length === 0 ? 'never' : names.join(' | ');
}

const head = (resource: string): string =>
  [
    `import type * as r from '../../generated/resources/${resource}.js';`,
    `import type { MagentoErrorBody } from '../../generated/types/error.js';`,
    'type Fn = (client: never, input: never, options?: never) => Promise<unknown>;',
    'type Answer<F extends Fn> = Awaited<ReturnType<F>>;',
    'type BodyOf<F extends Fn, P extends string> = Omit<NonNullable<Parameters<F>[1]>, P>;',
    'export type Used = MagentoErrorBody | Answer<Fn> | BodyOf<Fn, never> | typeof r;',
  ].join('\n');

/** The program: a file per resource, every assignment on a line of its own. Excepted ones must not compile. */
export function program(all: readonly Check[], excepted: ReadonlySet<string>): Map<string, string> {
  const files = new Map<string, string>();
  for (const [i, check] of all.entries()) {
    const name = `${check.resource}.ts`;
    const expect = excepted.has(check.id) ? '// @ts-expect-error listed in exceptions.ts\n' : '';
    const line = `${expect}export const c${i}: ${check.type} = ${check.value};\n`;
    files.set(name, `${files.get(name) ?? `${head(check.resource)}\n`}${line}`);
  }
  return files;
}
