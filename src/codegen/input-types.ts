import type { Definitions } from './definitions.js';
import { itemType } from './list.js';
import { pascal } from './names.js';
import type { InputMember, OperationModel } from './operations.js';
import { refKey, type Schema } from './swagger.js';
import { docComment, docText, propertyKey } from './text.js';
import { typeText } from './type-text.js';

/** The input of one operation as source text. */
export interface InputTypes {
  /** Name of the interface; undefined when there is nothing to pass. */
  readonly name: string | undefined;
  /** Whether a call without input is legal. */
  readonly optional: boolean;
  /** The interface, and those of body members that need more than their type asks for. */
  readonly text: string;
  /** Definitions the text names, as requests and as answers. */
  readonly refs: readonly string[];
  readonly answers: readonly string[];
}

/** Every name an operation's input may give to an interface of its own. */
export function inputNames({ name, body }: OperationModel): string[] {
  const needs = body.map((member) =>
    needName(name, member.name, member.needs?.items !== undefined),
  );
  return [`${pascal(name)}Input`, ...needs];
}

function needName(operation: string, member: string, list: boolean): string {
  return pascal(`${operation}-${list ? member.replace(/s?$/, '') : member}`);
}

interface Line {
  readonly text: string;
  readonly required: boolean;
  readonly refs: readonly string[];
  readonly answers?: readonly string[];
  readonly before?: string;
}

/** Spells the input of an operation: path, query and body members by name. */
export function inputTypes(operation: OperationModel, definitions: Definitions): InputTypes {
  const lines = [
    ...operation.pathMembers.map((member) => line(member, definitions)),
    ...operation.query.map((member) =>
      member.criteria
        ? criteriaLine(member.name, operation, definitions)
        : line(member, definitions),
    ),
    ...operation.body.map((member) => bodyLine(operation, member, definitions)),
  ];
  const unique = lines.filter(
    ({ text }, i) => lines.findIndex((other) => sameName(other.text, text)) === i,
  );
  const optional = unique.every(({ required }) => !required);
  const refs = unique.flatMap((l) => l.refs);
  const answers = unique.flatMap((l) => l.answers ?? []);
  if (unique.length === 0) return { name: undefined, optional, text: '', refs, answers };
  const name = `${pascal(operation.name)}Input`;
  const doc = docComment([`Input of {@link ${operation.name}}.`]);
  const body = unique.map(({ text }) => text).join('');
  const before = unique.map((l) => l.before ?? '').join('');
  const text = `${before}${doc}export interface ${name} {\n${body}}\n\n`;
  return { name, optional, text, refs, answers };
}

function sameName(a: string, b: string): boolean {
  const nameOf = (text: string) => text.replace(/^ {2}\/\*\*.*\n/, '').split(/\??:/, 1)[0];
  return nameOf(a) === nameOf(b);
}

function memberText(name: string, required: boolean, type: string, doc: string): string {
  const comment = docText(doc);
  return `${comment === '' ? '' : docComment([comment], '  ')}  ${propertyKey(name)}${required ? '' : '?'}: ${type};\n`;
}

function line(
  { name, schema, required, doc }: Pick<InputMember, 'name' | 'schema' | 'required' | 'doc'>,
  definitions: Definitions,
): Line {
  const { text, refs } = typeText(schema, 'request', definitions);
  return { text: memberText(name, required, text, doc), required, refs };
}

function criteriaLine(name: string, operation: OperationModel, definitions: Definitions): Line {
  const { text, refs } = itemType(operation, definitions);
  return {
    text: memberText(name, false, `Criteria<${text}>`, ''),
    required: false,
    refs: [],
    answers: refs,
  };
}

/** A body member; where the operation needs more of it than its type asks for, as a type of its own. */
function bodyLine(operation: OperationModel, member: InputMember, definitions: Definitions): Line {
  const needed = member.needs?.items ?? member.needs?.members ?? [];
  const list = member.needs?.items !== undefined;
  const target: Schema = (list ? member.schema.items : member.schema) ?? {};
  const key = refKey(target);
  const type = key === undefined ? undefined : definitions.use(key, 'request');
  if (!type || key === undefined || needed.length === 0) return line(member, definitions);
  const shape = definitions.get(key, 'request')?.shape;
  if (shape?.kind !== 'object') return line(member, definitions);
  const members = needed.flatMap((name) =>
    shape.members.filter((m) => m.name === name && m.optional),
  );
  if (members.length === 0) return line(member, definitions);
  const texts = members.map((m) => ({
    ...typeText(m.schema, 'request', definitions),
    name: m.name,
    doc: m.doc,
  }));
  const name = needName(operation.name, member.name, list);
  const body = texts.map(({ name, text, doc }) =>
    memberText(name, true, text, doc.replace(/ ?Needed to create\./, '')),
  );
  const doc = docComment([
    `What {@link ${operation.name}} needs of its \`${docText(member.name)}\`.`,
  ]);
  return {
    text: memberText(member.name, member.required, `${name}${list ? '[]' : ''}`, member.doc),
    required: member.required,
    refs: [key, ...texts.flatMap(({ refs }) => refs)],
    before: `${doc}export interface ${name} extends ${type.name} {\n${body.join('')}}\n\n`,
  };
}
