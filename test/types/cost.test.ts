import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Types the compiler of TypeScript 5 creates for one call of one module. */
function typesFor(resource: string, call: string): Promise<number> {
  const folder = `${root}.cache/cost-${resource}/`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const text = `import * as ${resource} from '../../generated/resources/${resource}.js';
import type { Client } from '../../src/client/types.js';
declare const client: Client;
export const answer: Promise<object> = ${call};
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

test.each([
  ['products', `products.get(client, { sku: 'a' })`],
  ['orders', 'orders.get(client, { id: 1 })'],
])(
  'a call of %s costs at most 2,500 types',
  async (resource, call) => {
    const types = await typesFor(resource, call);
    console.log(`types: ${resource} ${types}`);
    expect(types).toBeGreaterThan(100);
    expect(types).toBeLessThanOrEqual(2500);
  },
  60_000,
);
