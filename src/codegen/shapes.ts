import type { Corrections, PropertyCorrection } from './input.js';
import { own, type Schema } from './swagger.js';

/** Which way a type travels. Answers and requests of one definition differ. */
export type Side = 'answer' | 'request';

/** A member of a type, corrected. Its schema still refers to definitions by key. */
export interface Member {
  readonly name: string;
  readonly schema: Schema;
  readonly optional: boolean;
  readonly doc: string;
}

/** One definition on one side: an object with members, or anything else as it is. */
export type Shape =
  | { readonly kind: 'object'; readonly members: readonly Member[]; readonly doc: string }
  | { readonly kind: 'alias'; readonly schema: Schema; readonly doc: string };

const nothing: PropertyCorrection = {};

/** What a definition is on one side. */
export function shapeOf(key: string, schema: Schema, side: Side, corrections: Corrections): Shape {
  const doc = schema.description ?? '';
  if (schema.type !== 'object' || schema.oneOf || schema.additionalProperties !== undefined) {
    return { kind: 'alias', schema, doc };
  }
  const rules = new Map(Object.entries(own(corrections.properties, key) ?? {}));
  const required = new Set(schema.required ?? []);
  const make = side === 'answer' ? answerMember : requestMember;
  const extra = [...rules].filter(
    ([name, { undeclared }]) => undeclared && !Object.hasOwn(schema.properties ?? {}, name),
  );
  const undeclared = extra.map(([name, rule]): [string, Schema] => [name, rule.schema ?? {}]);
  const members = [...Object.entries(schema.properties ?? {}), ...undeclared]
    .filter(([name]) => side === 'answer' || !isAnswerOnly(rules.get(name)))
    .map(([name, property]) =>
      make(name, property, required.has(name), rules.get(name) ?? nothing),
    );
  return { kind: 'object', members, doc };
}

function isAnswerOnly(rule: PropertyCorrection | undefined): boolean {
  return rule?.readOnly === true || rule?.undeclared === true;
}

/** Answers: required is present, null only where seen; optional is absent, never null. */
function answerMember(
  name: string,
  schema: Schema,
  required: boolean,
  rule: PropertyCorrection,
): Member {
  return {
    name,
    schema: nullable(rule.schema ?? schema, rule),
    optional: !required || rule.optional === true || name === 'extension_attributes',
    doc: paragraph(schema.description, rule.doc),
  };
}

/** Requests: the server insists on almost nothing inside a body, and takes back the nulls it answers. */
function requestMember(
  name: string,
  schema: Schema,
  _required: boolean,
  rule: PropertyCorrection,
): Member {
  const { input } = rule;
  return {
    name: input?.name ?? name,
    schema: nullable(input?.schema ?? rule.schema ?? schema, rule),
    optional: input?.required !== true,
    doc: paragraph(schema.description, input?.schema ? undefined : rule.doc, input?.doc),
  };
}

function nullable(schema: Schema, rule: PropertyCorrection): Schema {
  const { items } = schema;
  const inner = rule.nullableItems && items ? { ...schema, items: orNull(items) } : schema;
  return rule.nullable ? orNull(inner) : inner;
}

/** The same schema, or null. */
export function orNull(schema: Schema): Schema {
  return { oneOf: [schema, { type: 'null' }] };
}

function paragraph(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join(' ');
}
