import { describe, expect, it } from 'vitest';
import { InputError, NotFoundError } from '../../src/index.js';
import { openShop, type Shop } from './support/shop.js';

const SKU = '24-MB01';

async function quantityOf({ magento }: Shop, sku: string, source = 'default') {
  const { items } = await magento.inventorySourceItems.list({
    searchCriteria: {
      filterGroups: [
        { filters: [{ field: 'sku', value: sku }] },
        { filters: [{ field: 'source_code', value: source }] },
      ],
    },
  });
  return items[0];
}

describe('setQuantities', () => {
  it('stores quantities at sources, out of stock when there is none', async () => {
    const opened = openShop();
    const result = await opened.shop.inventory.setQuantities([
      { sku: SKU, quantity: 7 },
      { sku: SKU, source: 'warehouse', quantity: 0 },
      { sku: '24-MB02', quantity: 0, inStock: true },
    ]);
    expect(result).toEqual({ stored: 3, failures: [], through: 'sources' });
    expect(await quantityOf(opened, SKU)).toMatchObject({ quantity: 7, status: 1 });
    expect(await quantityOf(opened, SKU, 'warehouse')).toMatchObject({ quantity: 0, status: 0 });
    expect(await quantityOf(opened, '24-MB02')).toMatchObject({ quantity: 0, status: 1 });
  });

  it('sends a hundred at a time, one request after the other', async () => {
    const opened = openShop();
    let atOnce = 0;
    let most = 0;
    opened.meddle(async (_, pass) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      const answer = await pass();
      atOnce -= 1;
      return answer;
    });
    const items = Array.from({ length: 250 }, (_, n) => ({ sku: `S${n}`, quantity: n }));
    expect(await opened.shop.inventory.setQuantities(items)).toMatchObject({ stored: 250 });
    const sizes = opened
      .sentTo('POST', '/all/V1/inventory/source-items')
      .map(({ body }) => body.sourceItems.length);
    expect(sizes).toEqual([100, 100, 50]);
    expect(most).toBe(1);
  });

  it('names each item the store refuses, and stores all others', async () => {
    const opened = openShop();
    const items = Array.from({ length: 40 }, (_, n) => ({
      sku: `S${n}`,
      quantity: n + 1,
      source: n === 7 || n === 30 ? 'nowhere' : 'default',
    }));
    const { stored, failures } = await opened.shop.inventory.setQuantities(items);
    expect(stored).toBe(38);
    expect(failures.map(({ item }) => item)).toEqual([items[7], items[30]]);
    expect(failures[0]?.error.message).toContain('Could not save Source Item');
    expect(await quantityOf(opened, 'S6')).toMatchObject({ quantity: 7 });
    expect(await quantityOf(opened, 'S39')).toMatchObject({ quantity: 40 });
  });

  it('names what was left when a later request fails altogether', async () => {
    const opened = openShop();
    let writes = 0;
    opened.meddle((sent, pass) => {
      if (sent.method === 'POST') writes += 1;
      return writes >= 2 ? Response.json({ message: 'Not today' }, { status: 401 }) : pass();
    });
    const items = Array.from({ length: 6 }, (_, n) => ({ sku: `S${n}`, quantity: 1 }));
    const result = await opened.shop.inventory.setQuantities(items, { chunkSize: 2 });
    expect(result.stored).toBe(2);
    expect(result.failures.map(({ item }) => item.sku)).toEqual(['S2', 'S3', 'S4', 'S5']);
  });

  it('refuses to set one SKU twice at a source', async () => {
    const { shop, sent } = openShop();
    const twice = shop.inventory.setQuantities([
      { sku: SKU, quantity: 1 },
      { sku: ` ${SKU.toLowerCase()}`, quantity: 2 },
    ]);
    await expect(twice).rejects.toThrow(InputError);
    expect(sent).toEqual([]);
  });

  it.each([[[{ sku: '', quantity: 1 }]], [[{ sku: SKU, quantity: Number.NaN }]]])(
    'refuses %j',
    async (items) => {
      const { shop } = openShop();
      await expect(shop.inventory.setQuantities(items)).rejects.toThrow(InputError);
    },
  );

  it('goes through the old stock items where there are no sources', async () => {
    const opened = openShop({ sandbox: { multiSource: false } });
    const result = await opened.shop.inventory.setQuantities([
      { sku: SKU, quantity: 7 },
      { sku: 'NOPE', quantity: 7 },
      { sku: SKU, source: 'warehouse', quantity: 1 },
    ]);
    expect(result).toMatchObject({ stored: 1, through: 'legacy' });
    expect(result.failures.map(({ error }) => error.code)).toEqual(['NOT_FOUND', 'INPUT']);
    const { qty } = await opened.magento.stockItems.get({ productSku: SKU });
    expect(qty).toBe(7);
  });

  it('leaves the last of two writers, for each SKU and source alone', async () => {
    const opened = openShop();
    const { setQuantities } = opened.shop.inventory;
    await Promise.all([
      setQuantities([{ sku: SKU, source: 'warehouse', quantity: 3 }]),
      setQuantities([{ sku: SKU, quantity: 8 }]),
    ]);
    await setQuantities([{ sku: SKU, quantity: 9 }]);
    expect(await quantityOf(opened, SKU)).toMatchObject({ quantity: 9 });
    expect(await quantityOf(opened, SKU, 'warehouse')).toMatchObject({ quantity: 3 });
  });
});

describe('salable', () => {
  it('asks for many through one list, and alone for what the list leaves out', async () => {
    const opened = openShop();
    const skus = ['24-MB01', '24-MB02', '24-MB03', '24-MB04', '24-mb05', 'NOPE', 'MH01'];
    const { quantities, failures } = await opened.shop.inventory.salable(skus);
    expect([...quantities.keys()]).toEqual(skus.slice(0, 5));
    expect(quantities.get('24-mb05')).toBe(
      await opened.magento.inventorySalability.getSalableQuantity({ sku: '24-MB05', stockId: 1 }),
    );
    expect([...failures.keys()]).toEqual(['NOPE', 'MH01']);
    expect(failures.get('NOPE')).toBeInstanceOf(NotFoundError);
    expect(failures.get('MH01')?.message).toContain('without Source Items');
    expect(opened.sentTo('GET', /export-stock-salable-qty/)).toHaveLength(1);
  });

  it('takes open orders into account', async () => {
    const opened = openShop();
    await opened.shop.inventory.setQuantities([{ sku: 'SOLD-OUT', quantity: 10 }]);
    const cartId = await opened.magento.guestCarts.create({}, { store: 'default' });
    const options = { store: 'default' };
    const cartItem = { sku: 'SOLD-OUT', qty: 4 };
    await opened.magento.guestCarts.addItem({ cartId, cartItem }, options);
    const address = {
      firstname: 'A',
      lastname: 'B',
      street: ['1'],
      city: 'Austin',
      country_id: 'US',
      telephone: '1',
      email: 'a@example.com',
    };
    const addressInformation = {
      shipping_address: address,
      billing_address: address,
      shipping_carrier_code: 'flatrate',
      shipping_method_code: 'flatrate',
    };
    await opened.magento.guestCarts.setShippingInformation({ cartId, addressInformation }, options);
    const paymentMethod = { method: 'checkmo' };
    await opened.magento.guestCarts.placeOrder({ cartId, paymentMethod }, options);
    const { quantities } = await opened.shop.inventory.salable(['SOLD-OUT']);
    expect(quantities.get('SOLD-OUT')).toBe(6);
    // A write of stock at the same time does not undo what the order has taken.
    await opened.shop.inventory.setQuantities([{ sku: 'SOLD-OUT', quantity: 10 }]);
    expect((await opened.shop.inventory.salable(['SOLD-OUT'])).quantities.get('SOLD-OUT')).toBe(6);
  });

  it('sells from the stock that is named, which no website need sell from', async () => {
    const opened = openShop();
    const skus = ['24-MB01', '24-MB02', '24-MB03', '24-MB04', '24-MB05'];
    const { quantities } = await opened.shop.inventory.salable(skus, { stockId: 2 });
    expect(quantities.get('24-MB04')).toBe(20);
    expect(quantities.get('24-MB01')).toBe(0);
    expect(opened.sentTo('GET', /export-stock-salable-qty/)).toHaveLength(0);
  });

  it.each([401, 404])('asks for each SKU when the list answers %i', async (status) => {
    const opened = openShop();
    opened.meddle((sent, pass) =>
      sent.path.includes('/export-stock') ? Response.json({ message: 'No' }, { status }) : pass(),
    );
    const skus = ['24-MB01', '24-MB02', '24-MB03', '24-MB04', '24-MB05'];
    const { quantities } = await opened.shop.inventory.salable(skus);
    expect([...quantities.keys()]).toEqual(skus);
  });

  it('does not answer with another stock for one that is missing', async () => {
    const { shop } = openShop();
    const { quantities, failures } = await shop.inventory.salable([SKU], { stockId: 99 });
    expect(quantities.size).toBe(0);
    expect(failures.get(SKU)?.message).toContain('99');
  });

  it.each([1, 6])(
    'asks the old stock items where there are no sources (%i SKUs)',
    async (count) => {
      const opened = openShop({ sandbox: { multiSource: false } });
      const skus = ['SOLD-OUT', '24-MB01', '24-MB02', '24-MB03', '24-MB04', 'NOPE'].slice(0, count);
      const { quantities, failures } = await opened.shop.inventory.salable(skus);
      expect(quantities.get('SOLD-OUT')).toBe(0);
      expect(quantities.get('24-MB01')).toBe(count > 1 ? 100 : undefined);
      expect(failures.size).toBe(count > 1 ? 1 : 0);
      // Asked once whether there are stocks, not for each SKU.
      expect(opened.sentTo('GET', /\/V1\/inventory\//)).toHaveLength(1);
    },
  );
});
