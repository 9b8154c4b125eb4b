import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { generate, type SwaggerDocument } from '../../src/codegen/index.js';
import { docText, propertyKey, quote } from '../../src/codegen/text.js';

const evil = `*/ globalThis.pwned = 1; /* \`\${pwned}\` ' " \\ \n\u2028 @throws {@link x}`;

/** A document as it may arrive: parsed, so that `__proto__` is a name like any other. */
const schema = JSON.parse(
  JSON.stringify({
    swagger: '2.0',
    info: { version: evil },
    paths: {
      [`/V1/${evil}/{${evil}}`]: {
        get: {
          description: evil,
          parameters: [
            { name: evil, in: 'path', type: evil, description: evil },
            { name: '__PROTO__', in: 'query', type: 'string' },
            { name: `a[${evil}]`, in: 'query', type: 'string' },
            {
              name: 'filterGroups[',
              in: 'query',
              type: 'array',
              items: { $ref: 'file:///etc/passwd' },
            },
          ],
          responses: { 200: { schema: { $ref: '#/definitions/__PROTO__' } } },
          'x-acl': [evil],
          'x-since': evil,
          'x-edition': '__PROTO__',
          'x-callers': [evil],
        },
        post: {
          parameters: [
            {
              name: 'b',
              in: 'body',
              schema: { properties: { [evil]: { $ref: `#/definitions/${evil}` } } },
            },
          ],
          responses: { default: { schema: { $ref: 'https://evil.example/x.json' } } },
        },
        patch: {},
      },
      '/V1/import/{id}': { get: { parameters: [], responses: {} }, delete: {} },
      '/V1/resources': { get: {} },
      '/V1/fooBar': { get: {} },
      '/V1/foobar': { get: {} },
      '/': { get: {} },
    },
    definitions: {
      __PROTO__: {
        type: 'object',
        description: evil,
        properties: {
          __PROTO__: { type: 'string', description: evil },
          constructor: { $ref: '#/definitions/record-interface' },
          [evil]: { type: 'string', description: '@description */' },
          outside: { $ref: 'https://evil.example/x.json' },
          itself: { $ref: '#/definitions/__PROTO__' },
          odd: { type: ['string'], enum: ['*/', "'", null] },
        },
      },
      'record-interface': { type: 'object', properties: {} },
      [evil]: { type: 'array', items: { $ref: '#/definitions/get-input-interface' } },
      'get-input-interface': { type: 'object', properties: { a: { type: 'string' } } },
    },
  }).replaceAll('__PROTO__', '__proto__'),
) as SwaggerDocument;

const allowed = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.VariableStatement,
]);

describe('a hostile schema', async () => {
  const given = await generate({ schema }, { header: evil });
  const sources = [...given].filter(([name]) => name.endsWith('.ts'));

  test('gives file names below the folder only', () => {
    expect([...given.keys()].filter((name) => !/^(\w+\/)?[\w-]+\.(ts|json)$/.test(name))).toEqual(
      [],
    );
    expect([...given.keys()].filter((name) => /^resources\/foobar/i.test(name))).toHaveLength(1);
  });

  test.each(sources)('%s parses and declares, and does nothing else', (_, text) => {
    const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
    expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
    const file = ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022);
    const others = file.statements.filter(({ kind }) => !allowed.has(kind));
    expect(others.map((statement) => statement.getText(file))).toEqual([]);
    expect(text).not.toContain('evil.example');
    expect(text).not.toContain('/etc/passwd');
  });

  test('keeps a member called __proto__', () => {
    const types = [...given].filter(([name]) => name.startsWith('types/'));
    expect(types.map(([, text]) => text).join('')).toMatch(/['"]?__proto__['"]?\?: string/);
  });
});

describe('text', () => {
  test('in a doc comment can neither end it nor tag it', () => {
    expect(docText(evil)).not.toMatch(/\*\/|\/\*|\n|\u2028|@throws|\{@/);
    expect(docText(undefined)).toBe('');
    expect(docText('a\n\n  b')).toBe('a b');
  });

  test('in quotes stays the text it was', () => {
    expect(new Function(`return ${quote(evil)}`)()).toBe(evil);
    expect(propertyKey('sku')).toBe('sku');
    expect(propertyKey('__proto__')).toBe("'__proto__'");
    expect(propertyKey('a-b')).toBe("'a-b'");
  });
});
