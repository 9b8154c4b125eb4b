import { describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { adminToken, ask } from './ask.js';
import { order } from './shopping.js';

async function groups(sandbox: Sandbox, token: string): Promise<number> {
  const path = '/V1/customerGroups/search?searchCriteria=';
  return (await ask(sandbox, 'GET', path, undefined, token)).body.total_count;
}

describe('a snapshot', () => {
  it('brings data, switches and the log back, as often as wanted', async () => {
    const sandbox = createSandbox({ products: 10 });
    const token = await adminToken(sandbox);
    const before = sandbox.snapshot();
    for (let n = 0; n < 2; n++) {
      const group = { code: 'New', tax_class_id: 3 };
      expect((await ask(sandbox, 'POST', '/V1/customerGroups', { group }, token)).status).toBe(200);
      expect(await groups(sandbox, token)).toBe(5);
      sandbox.configure({ faults: [{ kind: 'maintenance' }] });
      sandbox.restore(before);
      expect(sandbox.requests).toHaveLength(1);
      expect(await groups(sandbox, token)).toBe(4);
    }
  });

  it('goes on the same way each time: ids, masks and orders', async () => {
    const sandbox = createSandbox();
    const before = sandbox.snapshot();
    const once = async () => [
      (await ask(sandbox, 'POST', '/V1/guest-carts')).body,
      await order(sandbox),
    ];
    const first = await once();
    sandbox.restore(before);
    expect(await once()).toEqual(first);
  });

  it('keeps tokens and what was changed before it was taken', async () => {
    const sandbox = createSandbox({ products: 10 });
    const token = await adminToken(sandbox);
    sandbox.products.remove('24-MB01');
    const after = sandbox.snapshot();
    sandbox.reset();
    const path = '/V1/products/24-MB01';
    expect((await ask(sandbox, 'GET', path, undefined, token)).status).toBe(200);
    sandbox.restore(after);
    expect((await ask(sandbox, 'GET', path, undefined, token)).status).toBe(404);
  });

  it('brings back rows of the computed catalogue that were written to', async () => {
    const sandbox = createSandbox({ products: 10, generatedProducts: 100 });
    const token = await adminToken(sandbox);
    const before = sandbox.snapshot();
    const path = '/V1/products/GEN-00000007';
    expect((await ask(sandbox, 'DELETE', path, undefined, token)).body).toBe(true);
    expect((await ask(sandbox, 'GET', path, undefined, token)).status).toBe(404);
    sandbox.restore(before);
    expect((await ask(sandbox, 'GET', path, undefined, token)).status).toBe(200);
  });
});
