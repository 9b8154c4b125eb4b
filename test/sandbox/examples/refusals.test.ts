import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { handlers } from '../../../src/sandbox/entities/index.js';
import { createSandbox } from '../../../src/sandbox/index.js';
import { isObject } from '../../../src/sandbox/json.js';
import { adminToken, ask, customerToken } from '../ask.js';
import { readExamples } from '../recorded.js';

const folder = new URL('../../data/examples/', import.meta.url);
const files = readdirSync(folder).map((name) => name.replace('.json', ''));

/** Refusals of writes at addresses that name nothing of the recorded store. */
const refusals = files.flatMap((file) =>
  Object.entries(readExamples(file))
    .filter(([route]) => handlers[route] !== undefined && !/^GET|\{/.test(route))
    .flatMap(([route, { errors }]) => errors.map((error) => ({ route, ...error }))),
);

/** Refused for what the recorded store held at that moment, or what this one does not look at. */
const ofAnotherState: readonly string[] = [
  'POST /V1/carts/mine/gift-message',
  'POST /V1/carts/mine/items',
  'POST /V1/categories',
  'POST /V1/coupons',
  'POST /V1/customers/confirm',
  'POST /V1/inventory/bulk-partial-source-transfer',
  'POST /V1/inventory/source-selection-algorithm-result',
  'POST /V1/orders',
  'POST /V1/products/attribute-sets/groups',
  'POST /V1/products/attributes',
  'POST /V1/products/options',
];

/** Report ids differ each time. */
function messageOf(body: unknown): string {
  const text = isObject(body) ? String(body.message) : String(body);
  return text.replace(/webapi-[0-9a-f]+/, 'webapi');
}

describe('recorded refusals of writes', () => {
  it('have the same status and message here', async () => {
    const sandbox = createSandbox({ profile: 'lab' });
    const [admin, customer] = [await adminToken(sandbox), await customerToken(sandbox)];
    const before = sandbox.snapshot();
    const different: string[] = [];
    for (const { route, request, response } of refusals) {
      const path = request.url.replace(/^\/rest/, '');
      const token = /mine|\/me/.test(path) ? customer : admin;
      const answer = await ask(sandbox, request.method, path, request.body, token);
      sandbox.restore(before);
      const same =
        answer.status === response.status && messageOf(answer.body) === messageOf(response.body);
      if (!same) different.push(route);
    }
    console.info(`refusals: ${refusals.length - different.length} of ${refusals.length}`);
    expect([...new Set(different)].filter((route) => !ofAnotherState.includes(route))).toEqual([]);
    expect(different.length).toBeLessThanOrEqual(13);
  });
});
