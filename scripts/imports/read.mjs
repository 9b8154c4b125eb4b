// Reads the imports and exports of a source file with TypeScript's parser.
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/**
 * @typedef {object} Import
 * @property {string} target a file without its ending, such as `src/clock`, or the name of a package
 * @property {boolean} isPackage
 * @property {string} text as it is written
 * @property {number} line
 * @property {boolean} typeOnly gone at run time
 * @property {boolean} exportsAll `export * from`
 */

/** Source files below a folder, as paths with slashes. */
export function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[mc]?ts$/.test(entry.name))
    .map((entry) => posix.join(entry.parentPath.replaceAll('\\', '/'), entry.name))
    .sort();
}

export const moduleName = (file) => file.replace(/(?:\.d)?\.(?:[mc]?[jt]s|json)$/, '');

/** A list of nothing but `type` names does not count: the import itself stays. */
function isTypeOnly(node) {
  if (ts.isImportDeclaration(node)) return node.importClause?.isTypeOnly ?? false;
  return node.isTypeOnly;
}

const exportsAll = (node) =>
  ts.isExportDeclaration(node) &&
  (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause));

/** @returns {{ imports: Import[], lines: number }} */
export function readSource(file) {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
  const imports = [];

  function add(node, specifier, typeOnly) {
    const relative = specifier.text.startsWith('.');
    imports.push({
      target: relative
        ? moduleName(posix.join(posix.dirname(file), specifier.text))
        : specifier.text,
      isPackage: !relative,
      text: specifier.text,
      line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
      typeOnly,
      exportsAll: exportsAll(node),
    });
  }

  function visit(node) {
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      if (ts.isStringLiteralLike(node.arguments[0])) add(node, node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  }

  const hasCalls = /\bimport\s*\(/.test(text);
  for (const node of source.statements) {
    const declares = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    if (declares && node.moduleSpecifier) add(node, node.moduleSpecifier, isTypeOnly(node));
    else if (hasCalls) visit(node);
  }
  return { imports, lines: text.split('\n').length - 1 };
}
