import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Types the compiler of TypeScript 5 creates for one module and what is done with it. */
function typesFor(name: string, resource: string, code: string): Promise<number> {
  const folder = `${root}.cache/cost-${name}/`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const text = `import * as ${resource} from '../../generated/resources/${resource}.js';
import type { Client } from '../../src/client/types.js';
declare const client: Client;
export const answer: unknown = ${code};
`;
  writeFileSync(`${folder}main.ts`, text);
  const config = { extends: '../../tsconfig.json', include: ['main.ts'] };
  writeFileSync(`${folder}tsconfig.json`, JSON.stringify(config));
  const args = [`${root}node_modules/typescript/bin/tsc`, '-p', folder, '--extendedDiagnostics'];
  return new Promise((resolve, reject) => {
    execFile('node', args, (error, stdout) => {
      const types = Number(/^Types:\s+(\d+)/m.exec(stdout)?.[1]);
      if (error) reject(new Error(stdout));
      else resolve(types);
    });
  });
}

// What the module itself costs a user is in its built declarations; `npm run bench:size` counts that.
test('calls of products add few types', async () => {
  const calls = {
    whole: `products.get(client, { sku: 'a' })`,
    names: `products.get(client, { sku: 'a' }, { fields: ['sku', 'price'] })`,
    page: `products.list(client, {}, { fields: { items: { sku: true } } })`,
  };
  const none = await typesFor('none', 'products', '[client]');
  const added: Record<string, number> = {};
  for (const [name, call] of Object.entries(calls)) {
    added[name] = (await typesFor(name, 'products', call)) - none;
  }
  console.log('types', none, added);
  expect(added.whole).toBeLessThanOrEqual(100);
  expect(added.names).toBeLessThanOrEqual(300);
  expect(added.page).toBeLessThanOrEqual(300);
}, 120_000);
