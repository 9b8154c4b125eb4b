import type ts from 'typescript';
import type { OpenApiSchema } from './open-api.js';

/** The compiler, as the generator uses it. Loaded only when something is generated. */
export type Compiler = typeof ts;

/** Types of the named schemas as TypeScript nodes, references by name. */
export async function schemaNodes(
  compiler: Compiler,
  schemas: ReadonlyMap<string, OpenApiSchema>,
): Promise<Map<string, ts.TypeNode>> {
  const { default: openapiTypescript } = await import('openapi-typescript');
  const document = {
    openapi: '3.1.0',
    info: { title: '', version: '' },
    paths: {},
    components: { schemas: Object.fromEntries(schemas) },
  };
  const nodes = await openapiTypescript(document as Parameters<typeof openapiTypescript>[0], {
    emptyObjectsUnknown: true,
    silent: true,
  });
  const members = nodes
    .filter(compiler.isInterfaceDeclaration)
    .filter((node) => node.name.text === 'components')
    .flatMap((node) => [...node.members])
    .filter(compiler.isPropertySignature)
    .filter((member) => propertyName(compiler, member) === 'schemas')
    .flatMap((member) =>
      member.type && compiler.isTypeLiteralNode(member.type) ? [...member.type.members] : [],
    )
    .filter(compiler.isPropertySignature);
  const found = new Map<string, ts.TypeNode>();
  for (const member of members) {
    const name = propertyName(compiler, member);
    if (name !== undefined && member.type) found.set(name, plainReferences(compiler, member.type));
  }
  return found;
}

function propertyName(compiler: Compiler, { name }: ts.PropertySignature): string | undefined {
  return compiler.isIdentifier(name) || compiler.isStringLiteral(name) ? name.text : undefined;
}

/** Rewrites `components["schemas"]["X"]` to `X`: openapi-typescript answers references before its hooks run. */
function plainReferences(compiler: Compiler, type: ts.TypeNode): ts.TypeNode {
  const rewrite = (context: ts.TransformationContext) => {
    const visit = (node: ts.Node): ts.Node => {
      const name = referenced(compiler, node);
      if (name !== undefined) return compiler.factory.createTypeReferenceNode(name);
      return compiler.visitEachChild(node, visit, context);
    };
    return (node: ts.TypeNode) => compiler.visitNode(node, visit, compiler.isTypeNode) ?? node;
  };
  return compiler.transform(type, [rewrite]).transformed[0] ?? type;
}

function referenced(compiler: Compiler, node: ts.Node): string | undefined {
  if (!compiler.isIndexedAccessTypeNode(node)) return undefined;
  const { objectType, indexType } = node;
  if (!compiler.isIndexedAccessTypeNode(objectType)) return undefined;
  if (!compiler.isTypeReferenceNode(objectType.objectType)) return undefined;
  const literal = compiler.isLiteralTypeNode(indexType) ? indexType.literal : undefined;
  return literal && compiler.isStringLiteral(literal) ? literal.text : undefined;
}

/** Prints nodes the way the rest of the output looks: two spaces, single quotes, plain doc comments. */
export function printNode(compiler: Compiler, node: ts.Node): string {
  const printer = compiler.createPrinter({ newLine: compiler.NewLineKind.LineFeed });
  const file = compiler.createSourceFile('types.ts', '', compiler.ScriptTarget.ES2022);
  return printer
    .printNode(compiler.EmitHint.Unspecified, node, file)
    .replace(/^( {4})+/gm, (spaces) => ' '.repeat(spaces.length / 2))
    .replaceAll('/** @description ', '/** ');
}
