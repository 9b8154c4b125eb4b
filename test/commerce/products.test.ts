import { describe, expect, it } from 'vitest';
import { type ProductWarning, StepError } from '../../src/commerce/index.js';
import { BadRequestError, InputError } from '../../src/index.js';
import { openShop, type Shop } from './support/shop.js';

const SKU = '24-MB01';
const PNG = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const ALL = { scope: 'all' };

const saves = ({ sentTo }: Shop) => sentTo('POST', /\/V1\/products$/);

async function colourOf({ magento, shop }: Shop, sku: string, store: string) {
  return (await shop.attributes.read(await magento.store(store).products.get({ sku }))).color;
}

describe('products.upsert', () => {
  it('makes a product with attributes, stock and images', async () => {
    const opened = openShop();
    const result = await opened.shop.products.upsert(
      {
        sku: 'NEW-1',
        name: 'Joust',
        price: 34,
        weight: 1.5,
        enabled: false,
        visibility: 'catalog',
        categories: [4, 5],
        attributes: { color: 'Blue', activity: ['Gym', 'Travel'] },
        stock: 12,
        images: [{ data: PNG, roles: ['image', 'thumbnail'], label: 'Front' }],
      },
      ALL,
    );
    expect(result).toMatchObject({
      sku: 'NEW-1',
      outcome: 'created',
      stock: { stored: 1, through: 'sources' },
      images: [{ outcome: 'uploaded' }],
      warnings: [],
    });
    const product = await opened.magento.products.get({ sku: 'NEW-1' });
    expect(product).toMatchObject({
      id: result.id,
      name: 'Joust',
      price: 34,
      weight: 1.5,
      status: 2,
      visibility: 2,
      type_id: 'simple',
      attribute_set_id: 4,
      media_gallery_entries: [{ label: 'Front', types: ['image', 'thumbnail'] }],
    });
    expect(product.extension_attributes?.stock_item).toMatchObject({ qty: 12, is_in_stock: true });
    expect(await opened.shop.attributes.read(product)).toMatchObject({
      color: 'Blue',
      activity: ['Gym', 'Travel'],
      category_ids: ['4', '5'],
    });
  });

  it('sends what is named and nothing else', async () => {
    const opened = openShop();
    const { sent, outcome } = await opened.shop.products.upsert({ sku: SKU, price: 35 }, ALL);
    expect(outcome).toBe('updated');
    expect(saves(opened).map(({ path, body }) => [path, body])).toEqual([
      ['/all/V1/products', { product: { sku: SKU, price: 35 } }],
    ]);
    expect(sent).toEqual({ sku: SKU, price: 35 });
  });

  it('saves nothing of the product when only its stock is named', async () => {
    const opened = openShop();
    const { sent, id } = await opened.shop.products.upsert({ sku: SKU, stock: 3 }, ALL);
    expect({ sent, id }).toEqual({ sent: undefined, id: 1 });
    expect(saves(opened)).toEqual([]);
  });

  it('keeps the spelling of the store, which does not look at case', async () => {
    const opened = openShop();
    const { sku } = await opened.shop.products.upsert({ sku: ' 24-mb01', name: 'Bag' }, ALL);
    expect(sku).toBe(SKU);
  });

  it.each(['A/B 1', 'PL+US', 'PER%CENT', 'ÜNI-ß-日本', "QU'OTE"])(
    'changes the product %j',
    async (sku) => {
      const opened = openShop();
      const { outcome } = await opened.shop.products.upsert({ sku, price: 3, stock: 4 }, ALL);
      expect(outcome).toBe('updated');
      expect(await opened.magento.products.get({ sku })).toMatchObject({ sku, price: 3 });
    },
  );

  it('says what a new product lacks before anything is sent', async () => {
    const opened = openShop();
    const wrong = opened.shop.products.upsert({ sku: 'NEW-1', attributes: { color: 'Blue' } }, ALL);
    await expect(wrong).rejects.toThrow(InputError);
    await expect(wrong).rejects.toThrow('a new one (simple) needs name and price');
    expect(opened.sent.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('asks no price of types whose parts have one', async () => {
    const { shop } = openShop();
    const made = await shop.products.upsert(
      { sku: 'NEW-C', name: 'Hoodie', type: 'configurable', attributeSet: 'Gear' },
      ALL,
    );
    expect(made.sent).toMatchObject({ attribute_set_id: 10, type_id: 'configurable' });
  });

  it('names the attribute sets there are', async () => {
    const { shop } = openShop();
    await expect(
      shop.products.upsert({ sku: 'N', name: 'N', price: 1, attributeSet: 'Shoes' }, ALL),
    ).rejects.toThrow('"Default", "Bag", "Gear"');
  });

  it.each([
    [{ sku: ' ' }, ALL, /SKU is empty/],
    [{ sku: SKU, price: Number.NaN }, ALL, /no number/],
    [{ sku: SKU, attributes: { color: 'Bleu' } }, ALL, /Nearest: "Blue"/],
    [{ sku: SKU, images: [{ data: PNG }] }, { scope: 'de' }, /images belong to all/],
    [{ sku: 'NEW-1', name: 'N', price: 1 }, { scope: 'de' }, /Make it with scope: 'all' first/],
  ])('refuses %j', async (input, options, message) => {
    const opened = openShop();
    const wrong = opened.shop.products.upsert(input, options);
    await expect(wrong).rejects.toThrow(InputError);
    await expect(wrong).rejects.toThrow(message);
    expect(opened.sent.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('adds options when told to', async () => {
    const opened = openShop();
    await opened.shop.products.upsert(
      { sku: SKU, attributes: { color: 'Teal', activity: ['Gym', 'Yoga'] } },
      { ...ALL, createOptions: true },
    );
    expect(await colourOf(opened, SKU, 'all')).toBe('Teal');
  });
});

describe('a write to a store view', () => {
  const inGerman = { scope: 'de' };

  it('changes the view alone', async () => {
    const opened = openShop();
    const { warnings } = await opened.shop.products.upsert({ sku: SKU, name: 'Tasche' }, inGerman);
    expect(warnings).toEqual([]);
    const { magento } = opened;
    expect((await magento.store('de').products.get({ sku: SKU })).name).toBe('Tasche');
    expect((await magento.store('all').products.get({ sku: SKU })).name).toBe('Joust Duffle Bag');
    expect((await magento.store('second').products.get({ sku: SKU })).name).toBe(
      'Joust Duffle Bag',
    );
  });

  it('warns when a whole product read there is sent back', async () => {
    const heard: ProductWarning[] = [];
    const opened = openShop({ onWarning: (warning) => heard.push(warning) });
    const product = await opened.magento.store('de').products.get({ sku: SKU });
    const { meta_title, description } = await opened.shop.attributes.read(product);
    const { warnings } = await opened.shop.products.upsert(
      {
        sku: SKU,
        name: product.name,
        visibility: 'both',
        attributes: { meta_title: meta_title ?? null, description: description ?? null },
      },
      inGerman,
    );
    expect(warnings).toMatchObject([
      {
        kind: 'default-switched-off',
        scope: 'de',
        codes: ['name', 'visibility', 'meta_title', 'description'],
      },
    ]);
    expect(heard).toEqual(warnings);
  });

  it('warns when an attribute has no values of store views', async () => {
    const opened = openShop();
    const { warnings } = await opened.shop.products.upsert(
      { sku: SKU, name: 'Tasche', price: 99, attributes: { color: 'Red' } },
      inGerman,
    );
    expect(warnings).toMatchObject([{ kind: 'applies-everywhere', codes: ['price', 'color'] }]);
    expect((await opened.magento.store('all').products.get({ sku: SKU })).price).toBe(99);
  });

  it('takes the value of all again with null', async () => {
    const opened = openShop();
    const { upsert } = opened.shop.products;
    await upsert({ sku: SKU, attributes: { meta_title: 'Titel' } }, inGerman);
    const { warnings } = await upsert({ sku: SKU, attributes: { meta_title: null } }, inGerman);
    expect(warnings).toEqual([]);
    const product = await opened.magento.store('de').products.get({ sku: SKU });
    const { meta_title: title } = await opened.shop.attributes.read(product);
    expect(title).toBe('Joust Duffle Bag');
  });
});

it('warns of lists that take the place of others', async () => {
  const { shop } = openShop();
  const { warnings } = await shop.products.upsert(
    { sku: SKU, raw: { tier_prices: [], extension_attributes: { website_ids: [1] } } },
    ALL,
  );
  expect(warnings).toMatchObject([
    { kind: 'list-replaced', codes: ['tier_prices', 'website_ids'] },
  ]);
});

describe('a step that fails', () => {
  const input = {
    sku: 'NEW-1',
    name: 'N',
    price: 1,
    attributes: { color: 'Teal' },
    stock: [{ quantity: 1 }, { source: 'nowhere', quantity: 1 }],
  };

  it('tells what is done already', async () => {
    const { shop } = openShop();
    const failed = await shop.products
      .upsert(input, { ...ALL, createOptions: true })
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(StepError);
    expect(failed).toMatchObject({
      helper: 'products.upsert',
      subject: 'NEW-1',
      step: 'stock',
      done: ['option "Teal" of color', 'product', 'stock at 1 of 2 sources'],
      message: expect.stringContaining('Could not save Source Item'),
    });
    expect((failed as StepError).cause).toBeInstanceOf(BadRequestError);
    expect(JSON.parse(JSON.stringify(failed))).toMatchObject({ code: 'STEP', step: 'stock' });
  });

  it('tells of new options when a further one fails', async () => {
    const opened = openShop();
    opened.meddle((sent, pass) =>
      sent.method === 'POST' && sent.path.includes('/activity/')
        ? Response.json({ message: 'No' }, { status: 400 })
        : pass(),
    );
    const failed = opened.shop.products.upsert(
      { sku: SKU, attributes: { color: 'Teal', activity: ['Yoga'] } },
      { ...ALL, createOptions: true },
    );
    await expect(failed).rejects.toMatchObject({
      step: 'attributes',
      done: ['option "Teal" of color'],
    });
    expect(saves(opened)).toEqual([]);
  });

  it('is itself when nothing is done yet', async () => {
    const { shop } = openShop();
    await shop.products.upsert({ sku: 'A', name: 'Same', price: 1 }, ALL);
    const failed = shop.products.upsert({ sku: 'B', name: 'Same', price: 1 }, ALL);
    await expect(failed).rejects.toThrow(BadRequestError);
  });

  it('can be repeated', async () => {
    const opened = openShop();
    await opened.shop.products
      .upsert(input, { ...ALL, createOptions: true })
      .catch(() => undefined);
    const { outcome } = await opened.shop.products.upsert({ ...input, stock: 2 }, ALL);
    expect(outcome).toBe('updated');
  });

  it("leaves the caller's own reason alone", async () => {
    const opened = openShop();
    const ending = new AbortController();
    const reason = new Error('enough');
    opened.meddle((sent, pass) => {
      if (sent.path.endsWith('/source-items')) ending.abort(reason);
      return pass();
    });
    const stopped = opened.shop.products.upsert(
      { sku: SKU, price: 1, stock: 1 },
      { ...ALL, signal: ending.signal },
    );
    await expect(stopped).rejects.toBe(reason);
  });
});

describe('two writers of one SKU', () => {
  it('do not undo each other where they name different members', async () => {
    const opened = openShop();
    const { upsert } = opened.shop.products;
    await Promise.all([
      ...[1, 2, 3, 4].map((price) => upsert({ sku: SKU, price }, ALL)),
      ...['a', 'b', 'c'].map((name) => upsert({ sku: SKU, name, stock: 5 }, ALL)),
      upsert({ sku: SKU, attributes: { color: 'Red' } }, ALL),
    ]);
    const product = await opened.magento.products.get({ sku: SKU });
    expect([1, 2, 3, 4]).toContain(product.price);
    expect(['a', 'b', 'c']).toContain(product.name);
    expect(product.extension_attributes?.stock_item?.qty).toBe(5);
    expect(await colourOf(opened, SKU, 'all')).toBe('Red');
  });

  it('never send stock along with other changes', async () => {
    const opened = openShop();
    await opened.shop.products.upsert({ sku: SKU, price: 5, stock: 5 }, ALL);
    expect(saves(opened)[0]?.body).toEqual({ product: { sku: SKU, price: 5 } });
  });
});

it('goes through the old stock item where there are no sources', async () => {
  const opened = openShop({ sandbox: { multiSource: false } });
  const { stock } = await opened.shop.products.upsert({ sku: SKU, stock: 5 }, ALL);
  expect(stock).toMatchObject({ through: 'legacy' });
  const { qty } = await opened.magento.stockItems.get({ productSku: SKU });
  expect(qty).toBe(5);
});
