import type { Definitions, TypeModel } from './definitions.js';
import { typeImports } from './imports.js';
import type { Member } from './shapes.js';
import { refsIn } from './swagger.js';
import { byText, docCode, docComment, docText, propertyKey } from './text.js';
import { typeText } from './type-text.js';

/** The type files: module name → text. */
export function emitTypes(definitions: Definitions): Map<string, string> {
  const models = definitions.types();
  const byModule = new Map<string, TypeModel[]>();
  for (const model of models) {
    const own = byModule.get(model.module) ?? [];
    own.push(model);
    byModule.set(model.module, own);
  }
  return new Map(
    [...byModule]
      .sort(([a], [b]) => byText(a, b))
      .map(([module, own]) => {
        const text = own.map((model) => typeDeclaration(model, definitions));
        const refs = own.flatMap((model) => [
          ...refsOf(model).map((key) => [key, model.side] as const),
          ...(inheritsFrom(model, definitions) ? [[model.key, 'answer'] as const] : []),
        ]);
        const imports = typeImports(refs, definitions, '.', module);
        return [module, `${imports}${imports === '' ? '' : '\n'}${text.join('\n')}`];
      }),
  );
}

function refsOf({ shape }: TypeModel): string[] {
  if (shape.kind === 'alias') return refsIn(shape.schema);
  return shape.members.flatMap((member) => refsIn(member.schema));
}

function typeDeclaration(model: TypeModel, definitions: Definitions): string {
  const { shape, name, side } = model;
  const doc = docComment([typeDoc(model)]);
  if (shape.kind === 'alias') {
    return `${doc}export type ${name} = ${typeText(shape.schema, side, definitions).text};\n`;
  }
  const answer = inheritsFrom(model, definitions);
  if (!answer)
    return `${doc}${interfaceText(name, memberLines(shape.members, model, definitions))}`;
  if (!hasSent(answer)) return `${doc}${interfaceText(`${name} extends ${answer.name}`, [])}`;
  const own = differingMembers(model, answer);
  const sent = sentName(answer.name);
  const sentDoc = `Members of {@link ${name}} that are not as answered. Open to declaration merging.`;
  const base = `Omit<${answer.name}, keyof ${sent}>, ${sent}`;
  return [
    docComment([sentDoc]),
    interfaceText(sent, memberLines(own, model, definitions)),
    `\n${doc}`,
    interfaceText(`${name} extends ${base}`, []),
  ].join('');
}

/** One interface from the lines of its members. */
export function interfaceText(head: string, lines: readonly string[]): string {
  return `export interface ${head} {\n${lines.join('')}}\n`;
}

/** Each member as a line, with its doc comment above it. */
export function memberLines(
  members: readonly Member[],
  { side }: Pick<TypeModel, 'side'>,
  definitions: Definitions,
  indent = '  ',
): string[] {
  return members.map(({ name, schema, optional, doc }) => {
    const comment = docText(doc);
    const { text } = typeText(schema, side, definitions);
    return `${comment === '' ? '' : docComment([comment], indent)}${indent}${propertyKey(name)}${optional ? '?' : ''}: ${text};\n`;
  });
}

/** Name of the interface of members that requests of an extension have of another type. */
export const sentName = (answerName: string): string => `${answerName}Sent`;

/**
 * Whether requests of an extension may have members of another type. Those that are empty in Magento are many
 * and seldom extended, and an interface of this kind costs a compiler much.
 */
export const hasSent = ({ shape }: TypeModel): boolean =>
  shape.kind === 'object' && shape.members.length > 0;

function typeDoc({ key, side, extension, shape }: TypeModel): string {
  const open = extension ? ' Open to declaration merging.' : '';
  const text = docText(shape.doc);
  return `${docCode(key)} as ${side === 'answer' ? 'answered' : 'sent'}.${open}${text === '' ? '' : ` ${text}`}`;
}

/**
 * The type of answers a request's extension attributes inherit from, so that a member merged into the
 * one is known to the other.
 */
function inheritsFrom(model: TypeModel, definitions: Definitions): TypeModel | undefined {
  if (!model.extension || model.side !== 'request') return undefined;
  const answer = definitions.get(model.key, 'answer');
  return answer?.shape.kind === 'object' ? answer : undefined;
}

function differingMembers(model: TypeModel, answer: TypeModel): Member[] {
  if (answer.shape.kind !== 'object' || model.shape.kind !== 'object') return [];
  const answered = new Map(answer.shape.members.map((member) => [member.name, member]));
  return model.shape.members.filter((member) => isSentOtherwise(member, answered.get(member.name)));
}

/** Whether a member of requests is another one than that of answers. */
export function isSentOtherwise(sent: Member, answered: Member | undefined): boolean {
  if (!answered || answered.optional !== sent.optional || answered.doc !== sent.doc) return true;
  return (
    refsIn(sent.schema).length > 0 ||
    JSON.stringify(answered.schema) !== JSON.stringify(sent.schema)
  );
}
