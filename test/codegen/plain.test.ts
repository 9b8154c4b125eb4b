import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type GenerateInput, generate } from '../../src/codegen/index.js';
import { compile } from '../support/compile.js';

const target = fileURLToPath(new URL('../../.cache/plain-generated/', import.meta.url));
const url = new URL('../../generated/schema/magento-2.4.9.json', import.meta.url);
const schema = JSON.parse(readFileSync(url, 'utf8')) as GenerateInput['schema'];

test('a schema nobody named or corrected gives modules that compile', async () => {
  const files = await generate(
    { schema },
    {
      clientModule: '../../../src/client/types.js',
      searchModule: '../../../src/search/index.js',
    },
  );
  rmSync(target, { recursive: true, force: true });
  for (const [name, text] of files) {
    mkdirSync(dirname(`${target}${name}`), { recursive: true });
    writeFileSync(`${target}${name}`, text);
  }
  const functions = [...files.values()].flatMap(
    (text) => text.match(/^(export )?function /gm) ?? [],
  );
  expect(functions).toHaveLength(614);
  expect(await compile('plain', new Map(), ['../plain-generated/**/*.ts'])).toEqual([]);
}, 60_000);
