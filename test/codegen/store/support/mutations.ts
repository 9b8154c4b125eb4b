import fc from 'fast-check';
import type { Schema, SwaggerDocument, SwaggerOperation } from '../../../../src/codegen/index.js';
import { refsIn } from '../../../../src/codegen/swagger.js';

/** Names and texts that break generators. */
export const nasty: readonly string[] = [
  '*/ globalThis.pwned = 1; /*',
  '`$' + '{globalThis.pwned = 1}`',
  "'; globalThis.pwned = 1; '",
  '\\',
  '"',
  '\u2028',
  '\ud800',
  '\n@throws {@link x}',
  '',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'delete',
  'import',
  'walk',
  'list',
  'iterate',
  'listOperation',
  'bindAll',
  'index',
  'Record',
  'Promise',
  'string',
  '../../../evil',
  'a/b{c}',
  '{id}',
  '日本語',
  '9lives',
  'x'.repeat(400),
];

/** Values where others were expected. */
const wrong: readonly unknown[] = [
  null,
  true,
  42,
  -1,
  [],
  {},
  [null],
  [[]],
  'text',
  { $ref: '#/definitions/nowhere' },
  { $ref: 'https://evil.example/x.json' },
  { type: 'array' },
  { type: 'array', items: { type: 'array', items: {} } },
  { type: 'string' },
  { type: ['string', 'null'] },
  { type: 'file' },
  { type: 'object' },
  { enum: ["'", '*/', 1, null] },
  { enum: [{}] },
  { oneOf: [] },
  { oneOf: [{ type: 'string' }, { $ref: '#/definitions/catalog-data-product-interface' }] },
  { allOf: [{ type: 'object' }] },
  { type: 'object', additionalProperties: { type: 'integer' } },
  ...nasty,
];

/** One change: which place (counted over all), what happens there, and what with. */
export interface Mutation {
  readonly place: number;
  readonly kind: 'replace' | 'remove' | 'rename' | 'repeat' | 'point' | 'describe';
  readonly value: number;
}

/** Some operations of the reference, whether they are the store's own, and what happens to them. */
export interface Case {
  readonly from: number;
  readonly isOwn: boolean;
  readonly mutations: readonly Mutation[];
}

export const cases: fc.Arbitrary<Case> = fc.record({
  from: fc.nat(),
  isOwn: fc.boolean(),
  mutations: fc.array(
    fc.record({
      place: fc.nat(),
      kind: fc.constantFrom('replace', 'remove', 'rename', 'repeat', 'point', 'describe'),
      value: fc.nat(),
    }),
    { minLength: 1, maxLength: 14 },
  ),
});

type Json = Record<string, unknown> | unknown[];

/** A dozen operations and what they are made of, as parsed from JSON, with the mutations done to it. */
export function mutated(reference: SwaggerDocument, { from, isOwn, mutations }: Case): unknown {
  const text = JSON.stringify(partOf(reference, from));
  const own = isOwn
    ? text
        .replaceAll('"/V1/', '"/V1/acme/')
        .replace(/"((#\/definitions\/)?)([a-z]+-data-)/g, '"$1acme-$3')
    : text;
  const document = JSON.parse(own) as Record<string, unknown>;
  for (const mutation of mutations) mutate(document, mutation);
  // Through JSON again: `__proto__` has become a name like any other.
  return JSON.parse(JSON.stringify(document).replaceAll('"⟨proto⟩"', '"__proto__"'));
}

function partOf({ paths, definitions = {} }: SwaggerDocument, from: number): SwaggerDocument {
  const all = Object.entries(paths);
  const start = from % all.length;
  const chosen = [...all.slice(start), ...all.slice(0, start)].slice(0, 12);
  const used = new Map<string, Schema>();
  const add = (schema: Schema | undefined) => {
    for (const key of schema ? refsIn(schema) : []) {
      const definition = definitions[key];
      if (!definition || used.has(key)) continue;
      used.set(key, definition);
      add(definition);
    }
  };
  for (const [, item] of chosen) {
    for (const operation of Object.values<SwaggerOperation>(item)) {
      for (const { schema } of operation.parameters ?? []) add(schema);
      for (const { schema } of Object.values(operation.responses ?? {})) add(schema);
    }
  }
  return {
    swagger: '2.0',
    paths: Object.fromEntries(chosen),
    definitions: Object.fromEntries(used),
  };
}

/** Every place of a document: an object or list, and a key of it. */
function placesOf(value: unknown, found: [Json, string][] = []): [Json, string][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value as Json, key]);
    placesOf((value as Record<string, unknown>)[key], found);
  }
  return found;
}

const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

function mutate(document: Record<string, unknown>, { place, kind, value }: Mutation): void {
  const [parent, key] = at(placesOf(document), place) ?? [];
  if (parent === undefined || key === undefined) return;
  const record = parent as Record<string, unknown>;
  const name = at(nasty, value) === '__proto__' ? '⟨proto⟩' : (at(nasty, value) ?? '');
  const old = record[key];
  if (kind === 'remove') delete record[key];
  else if (kind === 'replace') record[key] = at(wrong, value);
  // The reference has no prose of its own.
  else if (kind === 'describe' && !Array.isArray(parent)) record.description = name;
  else if (kind === 'rename' && !Array.isArray(parent)) {
    delete record[key];
    record[name] = old;
  } else if (kind === 'repeat') {
    if (Array.isArray(parent)) parent.push(structuredClone(old));
    else record[`${key}_2`] = structuredClone(old);
  } else {
    const keys = Object.keys(Object(document.definitions));
    record[key] = { $ref: `#/definitions/${at(keys, value) ?? 'nowhere'}` };
  }
}
