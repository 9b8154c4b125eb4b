import type ts from 'typescript';
import { type Compiler, printNode, schemaNodes } from './ast.js';
import type { Definitions, TypeModel } from './definitions.js';
import { typeImports } from './imports.js';
import { typeToOpenApi } from './open-api.js';
import { refsIn } from './swagger.js';
import { byText, docCode, docComment, docText } from './text.js';

/** The type files: module name → text. */
export async function emitTypes(definitions: Definitions): Promise<Map<string, string>> {
  const { default: compiler } = await import('typescript');
  const models = definitions.types();
  const schemas = new Map(models.map((model) => [model.name, typeToOpenApi(model, definitions)]));
  const nodes = await schemaNodes(compiler, schemas);
  const modules = [...new Set(models.map((model) => model.module))].sort(byText);
  return new Map(
    modules.map((module) => {
      const own = models.filter((model) => model.module === module);
      const text = own.map((model) =>
        typeDeclaration(compiler, model, nodes.get(model.name), definitions),
      );
      const refs = own.flatMap((model) => refsOf(model).map((key) => [key, model.side] as const));
      const imports = typeImports(refs, definitions, '.', module);
      return [module, `${imports}${imports === '' ? '' : '\n'}${text.join('\n')}`];
    }),
  );
}

function refsOf({ shape }: TypeModel): string[] {
  if (shape.kind === 'alias') return refsIn(shape.schema);
  return shape.members.flatMap((member) => refsIn(member.schema));
}

function typeDeclaration(
  compiler: Compiler,
  model: TypeModel,
  node: ts.TypeNode | undefined,
  definitions: Definitions,
): string {
  const { factory } = compiler;
  const exported = [factory.createModifier(compiler.SyntaxKind.ExportKeyword)];
  const doc = docComment([typeDoc(model)]);
  if (model.shape.kind === 'alias') {
    const type = node ?? factory.createKeywordTypeNode(compiler.SyntaxKind.UnknownKeyword);
    const alias = factory.createTypeAliasDeclaration(exported, model.name, undefined, type);
    return `${doc}${printNode(compiler, alias)}\n`;
  }
  const base = model.extension ? baseOf(model, definitions) : undefined;
  const members = node && compiler.isTypeLiteralNode(node) ? [...node.members] : [];
  const own = base
    ? members.filter((_, i) => base.differing.includes(memberNames(model)[i] ?? ''))
    : members;
  const heritage = base ? [heritageClause(compiler, base)] : undefined;
  const declaration = factory.createInterfaceDeclaration(
    exported,
    model.name,
    undefined,
    heritage,
    own,
  );
  return `${doc}${printNode(compiler, declaration)}\n`;
}

function typeDoc({ key, side, extension, shape }: TypeModel): string {
  const open = extension ? ' Open to declaration merging.' : '';
  const text = docText(shape.doc);
  return `${docCode(key)} as ${side === 'answer' ? 'answered' : 'sent'}.${open}${text === '' ? '' : ` ${text}`}`;
}

function memberNames({ shape }: TypeModel): string[] {
  return shape.kind === 'object' ? shape.members.map((member) => member.name) : [];
}

interface Base {
  readonly name: string;
  /** Members whose type is another one in requests. */
  readonly differing: readonly string[];
}

/**
 * The type of answers a request's extension attributes inherit from, so that a member merged into the
 * one is known to the other.
 */
function baseOf(model: TypeModel, definitions: Definitions): Base | undefined {
  const base = model.side === 'request' ? definitions.get(model.key, 'answer') : undefined;
  if (base?.shape.kind !== 'object' || model.shape.kind !== 'object') return undefined;
  const answered = new Map(base.shape.members.map((member) => [member.name, member]));
  const differing = model.shape.members
    .filter((member) => {
      const other = answered.get(member.name);
      if (!other || other.optional !== member.optional || other.doc !== member.doc) return true;
      return (
        refsIn(member.schema).length > 0 ||
        JSON.stringify(other.schema) !== JSON.stringify(member.schema)
      );
    })
    .map((member) => member.name);
  return { name: base.name, differing };
}

function heritageClause(compiler: Compiler, { name, differing }: Base): ts.HeritageClause {
  const { factory } = compiler;
  const literals = differing.map((member) =>
    factory.createLiteralTypeNode(factory.createStringLiteral(member, true)),
  );
  const type =
    literals.length === 0
      ? factory.createExpressionWithTypeArguments(factory.createIdentifier(name), undefined)
      : factory.createExpressionWithTypeArguments(factory.createIdentifier('Omit'), [
          factory.createTypeReferenceNode(name),
          factory.createUnionTypeNode(literals),
        ]);
  return factory.createHeritageClause(compiler.SyntaxKind.ExtendsKeyword, [type]);
}
