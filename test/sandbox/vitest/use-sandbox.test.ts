import { describe, expect, it } from 'vitest';
import { useSandbox } from '../../../src/sandbox/vitest/index.js';
import { adminToken, ask } from '../ask.js';

const group = (code: string) => ({ group: { code, tax_class_id: 3 } });

describe('a sandbox of a file', () => {
  const { sandbox } = useSandbox({
    products: 10,
    extensions: [{ module: 'Acme_Loyalty' }],
    prepare: async (fresh) => {
      await ask(fresh, 'POST', '/V1/customerGroups', group('Prepared'), await adminToken(fresh));
    },
  });

  // The same twice: the second run would fail if the first one had left anything behind.
  it.each([1, 2])('is as it was prepared before test %i', async () => {
    expect(sandbox.requests).toHaveLength(2);
    const token = await adminToken(sandbox);
    const answer = await ask(sandbox, 'POST', '/V1/customerGroups', group('Own'), token);
    expect(answer.body).toMatchObject({ id: 5, code: 'Own' });
    const again = await ask(sandbox, 'POST', '/V1/customerGroups', group('Prepared'), token);
    expect(again.status).toBe(400);
    sandbox.configure({ faults: [{ kind: 'maintenance' }] });
  });

  it('answers over a socket and has its modules', async () => {
    const token = await adminToken(sandbox);
    const response = await fetch(`${sandbox.url}/rest/V1/modules`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await response.json()).toContain('Acme_Loyalty');
  });
});

describe('a sandbox without a socket', () => {
  const { sandbox } = useSandbox({ products: 10, socket: false });

  it('answers its own fetch', async () => {
    expect(sandbox.url).toBe('https://sandbox.test');
    expect((await ask(sandbox, 'GET', '/V1/directory/currency')).status).toBe(200);
  });
});

const unstarted = useSandbox({ socket: false });
let early: unknown;
try {
  early = unstarted.sandbox.url;
} catch (error) {
  early = error;
}
it('says so when it is used before the first test', () => {
  expect(String(early)).toContain('use it in tests and hooks');
});
