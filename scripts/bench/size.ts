// What the package costs its users: bytes of a bundle (minified, gzip, with all dependencies), what must
// not be in one, files that Node loads, and types made by the compiler for one call. Fails when a figure is above its ceiling
// or when a bundle holds what belongs to another part.
import { type Bundle, bundle } from './bundles.js';
import { countLoadedFiles } from './loaded-files.js';
import { type Figure, report } from './report.js';
import { countTypes } from './type-cost.js';

interface Program {
  readonly name: string;
  readonly code: string;
  /** KB at most of what loads with the program, and of all together. */
  readonly ceiling?: number;
  readonly allCeiling?: number;
  /** Strings that give away what should not be there. */
  readonly without: readonly string[];
}

const client = `import { createClient } from 'magekit/core';
import * as products from 'magekit/resources/products';`;
const call = (auth: string) => `
const client = createClient({ baseUrl: location.origin, auth: ${auth} });
console.log(await products.get(client, { sku: '24-MB01' }));`;

const programs: readonly Program[] = [
  {
    name: 'products.get alone',
    code: `export { get } from 'magekit/resources/products';`,
    ceiling: 1,
    without: ['node:', '$ZodType', 'oauth_', 'products.list'],
  },
  {
    name: 'core, integration bearer, products.get',
    code: `${client}
import { integrationBearer } from 'magekit/auth/integration-bearer';
${call('integrationBearer({ token: prompt() })')}`,
    // Not `oauth_` alone: every client must read the `oauth_problem` of a refusal.
    without: [
      'node:',
      'oauth_signature',
      'oauth_nonce',
      'integration/admin/token',
      'products.list',
    ],
  },
  {
    name: 'core, oauth1, products.get',
    code: `${client}
import { oauth1 } from 'magekit/auth/oauth1';
${call('oauth1(JSON.parse(prompt()))')}`,
    ceiling: 24,
    // A bundler that makes one file puts in ky and oauth-1.0a as well.
    allCeiling: 42,
    without: ['node:', 'integration/admin/token', 'products.list'],
  },
  {
    name: 'all of magekit',
    code: `export * from 'magekit';`,
    ceiling: 70,
    without: ['node:'],
  },
];

const figures: Figure[] = [];
for (const { name, code, ceiling, allCeiling, without } of programs) {
  const { text, startBytes, allBytes }: Bundle = await bundle(code);
  const found = without.filter((forbidden) => text.includes(forbidden));
  figures.push(
    {
      name,
      value: startBytes / 1024,
      unit: 'KB gzip',
      note: 'at start',
      ...(ceiling === undefined ? {} : { ceiling }),
    },
    {
      name: '  with what a retry or signature loads',
      value: allBytes / 1024,
      unit: 'KB gzip',
      note: 'as one file',
      ...(allCeiling === undefined ? {} : { ceiling: allCeiling }),
    },
    {
      name: `  without ${without.join(' ')}`,
      value: found.length,
      unit: 'found',
      ceiling: 0,
      note: found.join(' '),
    },
  );
}

for (const [entry, ceiling] of [
  ['core.js', 15],
  ['index.js', 32],
] as const) {
  const value = await countLoadedFiles(entry);
  figures.push({ name: `files that load with dist/${entry}`, value, unit: 'files', ceiling });
}
figures.push({
  name: 'types for one call of magekit/resources/products',
  value: countTypes(`import type { Client } from 'magekit/core';
import * as products from 'magekit/resources/products';
export const name = async (client: Client) => (await products.get(client, { sku: 'x' })).name;
`),
  unit: 'types',
  ceiling: 2500,
});
figures.push({
  name: 'types for one call of magekit, all bound',
  value: countTypes(`import { createMagento, type ClientOptions } from 'magekit';
export const name = async (options: ClientOptions) =>
  (await createMagento(options).products.get({ sku: 'x' })).name;
`),
  unit: 'types',
});

report('size', figures);
