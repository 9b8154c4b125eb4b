import { beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.js';
import { createInstalled } from '../../../src/sandbox/installed/installed.js';
import { adminToken, ask, where } from '../ask.js';

const lists = createInstalled([])
  .routes.filter(({ handler, key }) => handler !== undefined && key.startsWith('GET '))
  .filter((route) =>
    route.arguments.some(({ name, type }) => type === 'criteria' && name !== 'criteria'),
  )
  .map(({ key }) => key.slice('GET '.length))
  // They need more than criteria, or answer a bare list.
  .filter((path) => !/render-info|licence|\/V1\/search$/.test(path));

let sandbox: Sandbox;
let token: string;
beforeAll(async () => {
  sandbox = createSandbox({ integrationAsBearer: true });
  token = await adminToken(sandbox);
});

const own = (path: string): string =>
  path.replace('{salesChannelType}', 'website').replace('{salesChannelCode}', 'base');

describe.each(lists)('%s', (path) => {
  it('takes criteria, pages by them and says how many there are', async () => {
    const all = await ask(sandbox, 'GET', `${own(path)}?searchCriteria=`, undefined, token);
    expect(all.status).toBe(200);
    expect(all.body.search_criteria).toEqual({ filter_groups: [] });
    const page = await ask(
      sandbox,
      'GET',
      `${own(path)}?searchCriteria[pageSize]=1`,
      undefined,
      token,
    );
    expect(page.body.items.length).toBe(Math.min(1, all.body.items.length));
    const beyond = 'searchCriteria[pageSize]=1&searchCriteria[currentPage]=99999';
    const none = await ask(sandbox, 'GET', `${own(path)}?${beyond}`, undefined, token);
    expect(none.body.items).toEqual([]);
  });

  it('refuses a field nobody knows and a direction there is none of', async () => {
    const unknown = `${own(path)}?${where('no_such_field', 'eq', '1')}`;
    expect((await ask(sandbox, 'GET', unknown, undefined, token)).status).toBeGreaterThanOrEqual(
      400,
    );
    const sort =
      'searchCriteria[sortOrders][0][field]=a&searchCriteria[sortOrders][0][direction]=UP';
    const refused = await ask(sandbox, 'GET', `${own(path)}?${sort}`, undefined, token);
    expect(refused.status).toBe(400);
  });
});

it('there are lists of everything', () => {
  expect(lists.length).toBeGreaterThan(25);
});
