import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type GenerateInput, generate } from '../../src/codegen/index.js';

const input = JSON.parse(
  readFileSync(new URL('./golden/input.json', import.meta.url), 'utf8'),
) as GenerateInput;

describe('a small schema', async () => {
  const files = await generate(input, { header: 'Generated for a test.' });

  test('gives these files', () => {
    expect([...files.keys()]).toEqual([
      'definitions.ts',
      'manifest.json',
      'resources.ts',
      'resources/acmeNears.ts',
      'resources/acmeWarranties.ts',
      'resources/warranties.ts',
      'routes.ts',
      'types/acme-terms.ts',
      'types/acme.ts',
    ]);
  });

  test.each([...files])('%s is as committed', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`./golden/expected/${name}.txt`);
  });

  test('gives the same text again, whatever the order of definitions', async () => {
    const definitions = Object.fromEntries(
      Object.entries(input.schema.definitions ?? {}).reverse(),
    );
    const turned = await generate(
      { ...input, schema: { ...input.schema, definitions } },
      { header: 'Generated for a test.' },
    );
    const text = (all: Map<string, string>) =>
      [...all].filter(([name]) => name !== 'manifest.json');
    expect(text(turned)).toEqual(text(files));
    expect(await generate(input, { header: 'Generated for a test.' })).toEqual(files);
  });
});
