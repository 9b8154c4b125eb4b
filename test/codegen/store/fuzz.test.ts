import { transformSync } from 'esbuild';
import fc from 'fast-check';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import type { GeneratedModules } from '../../../src/codegen/store/index.js';
import { loadReference, type Reference } from '../../../src/codegen/store/reference.js';
import { storeModules } from '../../../src/codegen/store/store-modules.js';
import { compile } from '../../support/compile.js';
import { type Case, cases, mutated } from './support/mutations.js';

const SEED = 777;

let reference: Reference;
beforeAll(async () => {
  reference = await loadReference();
});

const generated = (one: Case): Promise<GeneratedModules> =>
  storeModules({ schema: mutated(reference.input.schema, one) }, reference);

const allowed = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.ModuleDeclaration,
]);

function syntaxErrors(text: string): string[] {
  try {
    transformSync(text, { loader: 'ts' });
    return [];
  } catch (error) {
    return [String(error)];
  }
}

function problemsOf({ files }: GeneratedModules): string[] {
  return [...files].flatMap(([name, text]) => {
    if (!/^(\w+\/)?[\w-]+\.(ts|json)$/.test(name)) return [`name ${name}`];
    if (name === 'manifest.json') return JSON.parse(text) ? [] : ['manifest'];
    const errors = syntaxErrors(text);
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
    const others = source.statements.filter(({ kind }) => !allowed.has(kind));
    return [
      ...errors.map((error) => `${name}: ${error}`),
      ...others.map((statement) => `${name}: ${statement.getText(source)}`),
      ...(text.includes('evil.example') && !text.includes('`') ? [`${name}: evil`] : []),
    ];
  });
}

describe('schemas with something wrong in them', () => {
  test('give modules that parse and only declare, and never an error', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    let warned = 0;
    let written = 0;
    const isRight = async (one: Case) => {
      const modules = await generated(one);
      warned += modules.warnings.length > 0 ? 1 : 0;
      written += modules.files.size > 2 ? 1 : 0;
      for (const { place, message } of modules.warnings) {
        expect(place).not.toBe('');
        expect(message).toMatch(/\.$/);
      }
      expect(problemsOf(modules)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(cases, isRight), { numRuns: 200, seed: SEED });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>).pwned).toBeUndefined();
    expect((globalThis as Record<string, unknown>).pwned).toBeUndefined();
    console.log(`fuzz: of 200 schemas ${warned} gave warnings, ${written} gave modules`);
    expect(warned).toBeGreaterThan(100);
    expect(written).toBeGreaterThan(100);
  }, 120_000);

  test('give modules that compile', async () => {
    const files = new Map<string, string>();
    const samples = fc.sample(cases, { numRuns: 60, seed: SEED + 1 });
    for (const [n, one] of samples.entries()) {
      for (const [name, text] of (await generated(one)).files) {
        // Declarations of one program would meet in the same types; they have a test of their own.
        if (name === 'extensions.ts' || !name.endsWith('.ts')) continue;
        files.set(`${n}/${name}`, text.replace(/^import type \{\} from .*\n/m, ''));
      }
    }
    expect(await compile('fuzz', files, ['**/*.ts'])).toEqual([]);
  }, 120_000);

  test('give extensions that compile', async () => {
    const samples = fc.sample(cases, { numRuns: 400, seed: SEED + 2 });
    let compiled = 0;
    for (const one of samples) {
      const { files } = await generated(one);
      if (!files.has('extensions.ts') || compiled === 3) continue;
      compiled++;
      const own = [...files].filter(([name]) => name.endsWith('.ts'));
      expect(await compile('fuzz-extensions', new Map(own), ['**/*.ts'])).toEqual([]);
    }
    expect(compiled).toBe(3);
  }, 120_000);
});
