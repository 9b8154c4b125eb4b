import { readFileSync } from 'node:fs';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { expect, it } from 'vitest';
import { createDefinitions } from '../../src/codegen/definitions.js';
import { emitTypes } from '../../src/codegen/emit-types.js';
import type { SwaggerDocument } from '../../src/codegen/swagger.js';
import { compile } from '../support/compile.js';

const reference = new URL('../../generated/schema/magento-2.4.9.json', import.meta.url);
const schema: SwaggerDocument = JSON.parse(readFileSync(reference, 'utf8'));
const definitions = schema.definitions ?? {};

/** Extension attributes may always be absent in ours. */
function departing(name: string, value: unknown): unknown {
  if (name !== 'required' || !Array.isArray(value)) return value;
  return value.filter((member) => member !== 'extension_attributes');
}

/** Magento writes Swagger 2.0; its definitions are schemas of OpenAPI 3 once their references are. */
function asOpenApi3(): OpenAPI3 {
  const schemas = JSON.parse(
    JSON.stringify(definitions, departing).replaceAll('"#/definitions/', '"#/components/schemas/'),
  );
  return {
    openapi: '3.1.0',
    info: { title: 'Magento', version: '2' },
    paths: {},
    components: { schemas },
  };
}

it('writes the types that openapi-typescript writes, where nothing is corrected', async () => {
  const models = createDefinitions(schema, {});
  const keys = Object.keys(definitions);
  for (const key of keys) models.use(key, 'answer');
  const own = [...emitTypes(models)].map(([name, text]) => [`types/${name}.ts`, text] as const);
  // An object without known members is open to more in ours, and closed in theirs.
  const theirs = astToString(await openapiTS(asOpenApi3())).replaceAll(
    'Record<string, never>',
    'object',
  );
  const imports = models
    .types()
    .map(({ name, module }) => `import type { ${name} } from './types/${module}.js';`);
  const checks = models
    .types()
    .map(
      ({ name, key }) => `  ${JSON.stringify(key)}: Same<${name}, Theirs[${JSON.stringify(key)}]>;`,
    );
  const text = [
    "import type { components } from './theirs.js';",
    ...imports,
    "type Theirs = components['schemas'];",
    'type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;',
    `type Checks = {\n${checks.join('\n')}\n};`,
    'type Different = { [Key in keyof Checks]: [Checks[Key]] extends [never] ? Key : never }[keyof Checks];',
    'export const different: [Different] extends [never] ? true : Different = true;',
  ].join('\n');
  const files = new Map([...own, ['theirs.ts', theirs] as const, ['same.ts', text] as const]);
  expect(await compile('openapi-typescript', files, ['same.ts'])).toEqual([]);
  expect(checks.length).toBe(keys.length);
}, 60_000);
