import { beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.js';
import { type Answer, adminToken, ask } from '../ask.js';

let sandbox: Sandbox;
let token: string;
beforeEach(async () => {
  sandbox = createSandbox({ products: 10 });
  token = await adminToken(sandbox);
});

const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
  ask(sandbox, method, `/all${path}`, body, token);

const product = async (sku: string, type_id: string): Promise<void> => {
  const whole = { sku, name: sku, price: 10, attribute_set_id: 4, type_id };
  expect((await send('POST', '/V1/products', { product: whole })).status).toBe(200);
};

describe('parts of a product', () => {
  it('custom options: made, listed with the product, changed, taken out', async () => {
    const option = { product_sku: '24-MB01', title: 'Text', type: 'field', price: 1 };
    const { option_id } = (await send('POST', '/V1/products/options', { option })).body;
    const changed = { ...option, option_id, title: 'Engraving' };
    await send('PUT', `/V1/products/options/${option_id}`, { option: changed });
    const whole = (await send('GET', '/V1/products/24-MB01')).body;
    expect(whole.options).toMatchObject([{ option_id, title: 'Engraving' }]);
    expect((await send('DELETE', `/V1/products/24-MB01/options/${option_id}`)).body).toBe(true);
    expect((await send('GET', '/V1/products/24-MB01/options')).body).toEqual([]);
  });

  it('links: put, listed by type, taken out', async () => {
    const entity = { sku: '24-MB01', link_type: 'upsell', linked_product_sku: '24-MB02' };
    await send('PUT', '/V1/products/24-MB01/links', { entity });
    const path = '/V1/products/24-MB01/links/upsell';
    expect((await send('GET', path)).body).toMatchObject([{ linked_product_type: 'simple' }]);
    expect((await send('GET', '/V1/products/24-MB01/links/related')).body).toEqual([]);
    expect((await send('DELETE', `${path}/24-MB02`)).body).toBe(true);
    expect((await send('DELETE', `${path}/24-MB02`)).status).toBe(404);
  });

  it('options and children of a bundle', async () => {
    await product('BUNDLE', 'bundle');
    const option = { title: 'O', type: 'select', sku: 'BUNDLE', product_links: [] };
    const id = (await send('POST', '/V1/bundle-products/options/add', { option })).body;
    const linkedProduct = { sku: '24-MB01', qty: 1, is_default: true };
    await send('POST', `/V1/bundle-products/BUNDLE/links/${id}`, { linkedProduct });
    const children = (await send('GET', '/V1/bundle-products/BUNDLE/children')).body;
    expect(children).toMatchObject([{ sku: '24-MB01', option_id: Number(id) }]);
    await send('DELETE', `/V1/bundle-products/BUNDLE/options/${id}/children/24-MB01`);
    expect((await send('GET', '/V1/bundle-products/BUNDLE/children')).body).toEqual([]);
    await send('DELETE', `/V1/bundle-products/BUNDLE/options/${id}`);
    expect((await send('GET', `/V1/bundle-products/BUNDLE/options/${id}`)).status).toBe(404);
  });

  it('options and children of a configurable product', async () => {
    const { attribute_id } = (await send('GET', '/V1/products/attributes/color')).body;
    await product('CONF', 'configurable');
    const option = { attribute_id, label: 'Colour', values: [{ value_index: 4 }] };
    const id = (await send('POST', '/V1/configurable-products/CONF/options', { option })).body;
    await send('POST', '/V1/configurable-products/CONF/child', { childSku: '24-MB01' });
    const children = (await send('GET', '/V1/configurable-products/CONF/children')).body;
    expect(children.map(({ sku }: { sku: string }) => sku)).toEqual(['24-MB01']);
    expect((await send('GET', '/V1/products/CONF')).body.extension_attributes).toMatchObject({
      configurable_product_options: [{ id: Number(id), label: 'Colour' }],
    });
    await send('DELETE', '/V1/configurable-products/CONF/children/24-MB01');
    expect((await send('GET', '/V1/configurable-products/CONF/children')).body).toEqual([]);
  });

  it('downloads and samples, deleted by their id alone', async () => {
    await product('DL', 'downloadable');
    const link_file_content = { file_data: 'aGVsbG8=', name: 'hello.txt' };
    const link = { title: 'L', price: 1, number_of_downloads: 1, link_type: 'file' };
    const path = '/V1/products/DL/downloadable-links';
    const refused = await send('POST', path, { link });
    expect(refused.body.message).toBe('Link file not found. Please try again.');
    const id = (await send('POST', path, { link: { ...link, link_file_content } })).body;
    expect((await send('GET', path)).body).toMatchObject([{ link_file: '/h/e/hello.txt' }]);
    expect((await send('DELETE', `/V1/products/downloadable-links/${id}`)).body).toBe(true);
    expect((await send('GET', path)).body).toEqual([]);
  });

  it('prices of a group from a quantity on', async () => {
    const path = '/V1/products/24-MB01/group-prices/1/tiers';
    await send('POST', `${path}/5/price/9.5`);
    expect((await send('GET', path)).body).toEqual([{ customer_group_id: 1, qty: 5, value: 9.5 }]);
    expect((await send('DELETE', `${path}/5`)).body).toBe(true);
    expect((await send('DELETE', `${path}/5`)).status).toBe(404);
  });
});

describe('product attributes', () => {
  it('are made with their choices, changed and deleted', async () => {
    const attribute = {
      attribute_code: 'dress_size',
      frontend_input: 'select',
      default_frontend_label: 'Size',
      options: [{ label: 'S' }, { label: 'M' }],
    };
    const { attribute_id } = (await send('POST', '/V1/products/attributes', { attribute })).body;
    const options = (await send('GET', '/V1/products/attributes/dress_size/options')).body;
    expect(options.map(({ label }: { label: string }) => label)).toEqual([' ', 'S', 'M']);
    const again = await send('POST', '/V1/products/attributes', { attribute });
    expect(again.body.parameters).toEqual(['Attribute with the same code']);
    const changed = {
      attribute_id,
      default_frontend_label: 'Dress size',
      frontend_input: 'select',
    };
    await send('PUT', '/V1/products/attributes/dress_size', { attribute: changed });
    const { body } = await send('GET', '/V1/products/attributes/dress_size');
    expect(body.default_frontend_label).toBe('Dress size');
    expect((await send('DELETE', '/V1/products/attributes/dress_size')).body).toBe(true);
    expect((await send('GET', '/V1/products/attributes/dress_size')).status).toBe(404);
  });
});
