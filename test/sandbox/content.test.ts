import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { adminToken, ask, where } from './ask.js';

const sandbox = createSandbox({ products: 10 });
const token = await adminToken(sandbox);
const call = async (method: string, path: string, body?: unknown) => {
  const answer = await ask(sandbox, method, path, body, token);
  return { status: answer.status, body: answer.body };
};

describe('pages and blocks of content', () => {
  it('are made, read, changed and deleted', async () => {
    const made = await call('POST', '/V1/cmsPage', {
      page: { identifier: 'about', title: 'About' },
    });
    // Only the database knows the rest.
    expect(made.body).toEqual({ id: 5, identifier: 'about', title: 'About', active: false });
    const read = await call('GET', '/V1/cmsPage/5');
    expect(read.body).toMatchObject({ id: 5, active: true, sort_order: '0' });
    expect(Object.keys(read.body)).toEqual(
      expect.arrayContaining(['creation_time', 'update_time']),
    );
    const changed = await call('PUT', '/V1/cmsPage/5', {
      page: { title: 'Us', content: '<p>y</p>' },
    });
    expect(changed.body).toMatchObject({ id: 5, identifier: 'about', title: 'Us', active: true });
    expect(changed.body).not.toHaveProperty('update_time');
    expect((await call('DELETE', '/V1/cmsPage/5')).body).toBe(true);
    expect(await call('GET', '/V1/cmsPage/5')).toEqual({
      status: 404,
      body: { message: 'The CMS page with the "%1" ID doesn\'t exist.', parameters: [5] },
    });
  });

  it('are listed by the names of the database', async () => {
    const pages = await call('GET', `/V1/cmsPage/search?${where('page_id', 'gt', '2')}`);
    expect(pages.body.items.map(({ id }: { id: number }) => id)).toEqual([3, 4]);
    const blocks = await call('GET', `/V1/cmsBlock/search?${where('is_active', 'eq', '1')}`);
    expect(blocks.body.total_count).toBe(1);
    expect((await call('GET', `/V1/cmsBlock/search?${where('id', 'eq', '1')}`)).status).toBe(500);
  });

  it.each([
    ['/V1/cmsPage', { page: { title: 't' } }, 'Could not save the page: %1'],
    ['/V1/cmsPage', { page: { identifier: 'x' } }, 'Required field "%1" is empty.'],
    ['/V1/cmsPage', {}, '"%fieldName" is required. Enter and try again.'],
  ])('%s refuses %j', async (path, body, message) => {
    expect(await call('POST', path, body)).toMatchObject({ status: 400, body: { message } });
  });

  it('pass on what the database says of a block', async () => {
    const { status, body } = await call('POST', '/V1/cmsBlock', { block: { title: 't' } });
    expect(status).toBe(400);
    expect(body.message).toMatch(/^SQLSTATE\[23000].*Column 'identifier' cannot be null/);
  });
});

describe('cart rules and coupons', () => {
  it('belong together', async () => {
    const rule = { name: 'Ten', website_ids: [1], customer_group_ids: [0], uses_per_coupon: 3 };
    const made = await call('POST', '/V1/salesRules', {
      rule: { ...rule, coupon_type: 'SPECIFIC_COUPON' },
    });
    expect(made.body).toMatchObject({ rule_id: 1, is_active: false, stop_rules_processing: true });
    const coupon = { rule_id: 1, code: 'TEN', usage_limit: 100 };
    expect((await call('POST', '/V1/coupons', { coupon })).body).toEqual({
      coupon_id: 1,
      rule_id: 1,
      code: 'TEN',
      usage_limit: 3,
      usage_per_customer: 0,
      times_used: null,
      is_primary: null,
    });
    expect((await call('GET', '/V1/coupons/1')).body).toMatchObject({ times_used: 0, type: 0 });
    const again = await call('POST', '/V1/coupons', { coupon });
    expect(again.body.parameters).toEqual(['Coupon with the same code']);
    await call('PUT', '/V1/salesRules/1', { rule: { use_auto_generation: true } });
    const refused = await call('POST', '/V1/coupons', { coupon: { rule_id: 1, code: 'X' } });
    expect(refused.body).toEqual({
      message: 'Error occurred when saving coupon: %1',
      parameters: ['Specified rule only allows auto generated coupons'],
    });
  });

  it('are generated and deleted in numbers', async () => {
    const couponSpec = { rule_id: 1, format: 'num', quantity: 3, length: 8, prefix: 'A' };
    const { body: codes } = await call('POST', '/V1/coupons/generate', { couponSpec });
    expect(codes).toHaveLength(3);
    for (const code of codes) expect(code).toMatch(/^A\d{8}$/);
    const generated = await call('GET', `/V1/coupons/search?${where('type', 'eq', '1')}`);
    expect(generated.body.total_count).toBe(3);
    const byCode = { codes: [codes[0], 'NOPE'], ignoreInvalidCoupons: true };
    expect((await call('POST', '/V1/coupons/deleteByCodes', byCode)).body).toEqual({
      failed_items: [],
      missing_items: ['NOPE'],
    });
    expect((await call('DELETE', '/V1/salesRules/1')).body).toBe(true);
    expect((await call('GET', '/V1/coupons/search?searchCriteria=')).body.total_count).toBe(0);
    expect((await call('GET', '/V1/salesRules/1')).status).toBe(404);
  });

  it('refuse a rule without websites', async () => {
    const rule = { website_ids: [], customer_group_ids: [0] };
    expect((await call('POST', '/V1/salesRules', { rule })).body.message).toBe(
      'Please specify a website.; ',
    );
  });
});
