import { expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { adminToken, ask, where } from './ask.js';
import { order } from './shopping.js';

const colours = '/V1/products/attributes/color/options';

it('an option has the label of a store view there, and the admin label elsewhere', async () => {
  const sandbox = createSandbox();
  const token = await adminToken(sandbox);
  const option = { label: 'Teal', store_labels: [{ store_id: 3, label: 'Petrol' }] };
  const { body: value } = await ask(sandbox, 'POST', `/all${colours}`, { option }, token);
  const labels = async (scope: string) =>
    (await ask(sandbox, 'GET', `/${scope}${colours}`, undefined, token)).body;
  expect(await labels('all')).toContainEqual({ label: 'Teal', value });
  expect(await labels('second')).toContainEqual({ label: 'Teal', value });
  expect(await labels('de')).toContainEqual({ label: 'Petrol', value });
});

it('an option is not made twice, nor without a label', async () => {
  const sandbox = createSandbox();
  const token = await adminToken(sandbox);
  const add = (label: string) =>
    ask(sandbox, 'POST', `/all${colours}`, { option: { label } }, token);
  expect(await add('Blue')).toMatchObject({ status: 400, body: { parameters: ['Blue'] } });
  expect((await add('')).status).toBe(400);
});

it('the list of salable quantities leaves out types without stock, and counts its page', async () => {
  const sandbox = createSandbox();
  const path = '/V1/inventory/export-stock-salable-qty/website/base';
  const token = await adminToken(sandbox);
  const { body } = await ask(
    sandbox,
    'GET',
    `${path}?${where('sku', 'in', 'MH01,SOLD-OUT,240-LV01')}`,
    undefined,
    token,
  );
  expect(body).toMatchObject({
    items: [
      { sku: '240-LV01', qty: 500, is_salable: true },
      { sku: 'SOLD-OUT', qty: 0, is_salable: false },
    ],
    total_count: 2,
  });
});

it('a store without multi-source inventory lacks its routes and its modules', async () => {
  const sandbox = createSandbox({ multiSource: false });
  const token = await adminToken(sandbox);
  const get = (path: string) => ask(sandbox, 'GET', path, undefined, token);
  expect(await get('/V1/inventory/stocks/1')).toMatchObject({
    status: 404,
    body: { message: 'Request does not match any route.' },
  });
  expect((await get('/V1/modules')).body).not.toContain('Magento_InventoryApi');
  expect((await get('/V1/stockItems/24-MB01')).status).toBe(200);
});

it('a cart that was ordered is closed and knows the number of its order', async () => {
  const sandbox = createSandbox();
  const orderId = Number(await order(sandbox));
  const masks = sandbox.requests.map(({ path }) => /guest-carts\/(\w+)/.exec(path)?.[1]);
  const mask = masks.find((found) => found !== undefined);
  const { body } = await ask(sandbox, 'GET', `/V1/guest-carts/${mask}`);
  expect(body).toMatchObject({
    is_active: false,
    reserved_order_id: String(orderId).padStart(9, '0'),
  });
});
