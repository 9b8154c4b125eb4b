import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/commerce/index.js';
import { InputError } from '../../src/index.js';
import { createFakeClock } from '../support/fake-clock.js';
import { loseAnswer, openShop, type Shop } from './support/shop.js';

const attribute = (code: string, value: unknown) => ({ attribute_code: code, value });

const addOption = ({ magento }: Shop, label: string, german?: string) =>
  magento.productAttributes.createOption({
    attributeCode: 'color',
    option: { label, ...(german && { store_labels: [{ store_id: 3, label: german }] }) },
  });

describe('reading custom attributes', () => {
  it('gives labels, numbers, booleans, days, and text', async () => {
    const { shop, magento } = openShop();
    const idsOf = async (attributeCode: string) => {
      const { options = [] } = await magento.productAttributes.get({ attributeCode });
      return options.map(({ value }) => value).filter((value) => value !== '');
    };
    const [, blue] = await idsOf('color');
    const read = await shop.attributes.read({
      custom_attributes: [
        attribute('color', blue),
        attribute('activity', (await idsOf('activity')).slice(0, 2).join(',')),
        attribute('special_price', '17.500000'),
        attribute('gift_message_available', '1'),
        attribute('special_from_date', '2026-01-01 00:00:00'),
        attribute('description', '<p>x</p>'),
        attribute('category_ids', ['4', '5']),
        attribute('of_another_shop', '7'),
      ],
    });
    expect(read).toEqual({
      color: 'Blue',
      activity: ['Gym', 'Hiking'],
      special_price: 17.5,
      gift_message_available: true,
      special_from_date: '2026-01-01',
      description: '<p>x</p>',
      category_ids: ['4', '5'],
      of_another_shop: '7',
    });
  });

  it('asks for many attributes at once, and not again', async () => {
    const { shop, magento, sent } = openShop();
    const product = await magento.products.get({ sku: '24-MB01' });
    const before = sent.length;
    await Promise.all([shop.attributes.read(product), shop.attributes.read(product)]);
    await shop.attributes.read(product);
    expect(sent.length - before).toBe(1);
    shop.attributes.forget();
    await shop.attributes.read(product);
    expect(sent.length - before).toBe(2);
  });

  it('leaves ids that have no label, or not one of their own, marked as ids', async () => {
    const opened = openShop();
    const { magento, shop } = opened;
    const { options = [] } = await magento.productAttributes.get({ attributeCode: 'color' });
    const id = options.find(({ label }) => label === 'Blue')?.value;
    const read = await shop.attributes.read({
      custom_attributes: [attribute('color', '999'), attribute('size', id)],
    });
    expect(read).toEqual({ color: { option: '999' }, size: { option: id } });
    expect(await shop.attributes.write({ color: { option: '999' } })).toEqual([
      attribute('color', '999'),
    ]);
  });

  it('gives the labels of a store view when asked', async () => {
    const opened = openShop();
    const id = await addOption(opened, 'Teal', 'Petrol');
    const product = { custom_attributes: [attribute('color', id)] };
    const { attributes } = opened.shop;
    expect(await attributes.read(product)).toEqual({ color: 'Teal' });
    expect(await attributes.read(product, { labels: 'de' })).toEqual({ color: 'Petrol' });
    expect(await attributes.read(product, { labels: 'second' })).toEqual({ color: 'Teal' });
    expect(await attributes.write({ color: 'Petrol' }, { labels: 'de' })).toEqual([
      attribute('color', id),
    ]);
  });
});

describe('writing custom attributes', () => {
  it('is the inverse of reading', async () => {
    const { shop } = openShop();
    const values = {
      color: 'Blue',
      activity: ['Gym', 'Travel'],
      special_price: 17.5,
      gift_message_available: false,
      special_from_date: '2026-01-01',
      meta_title: 'Bag',
    };
    const written = await shop.attributes.write(values);
    expect(await shop.attributes.read({ custom_attributes: written })).toEqual(values);
  });

  it('joins a multiselect with commas and sends booleans as digits', async () => {
    const { shop } = openShop();
    const written = await shop.attributes.write({
      activity: ['Gym', 'Hiking'],
      gift_message_available: true,
      size: null,
    });
    expect(written).toEqual([
      attribute('activity', expect.stringMatching(/^\d+,\d+$/)),
      attribute('gift_message_available', '1'),
      attribute('size', null),
    ]);
  });

  it('says which labels are nearest to an unknown one', async () => {
    const { shop } = openShop();
    const wrong = shop.attributes.write({ color: 'Bleu' });
    await expect(wrong).rejects.toThrow(InputError);
    await expect(wrong).rejects.toThrow(/no option "Bleu".*Nearest: "Blue"/);
  });

  it('says which attributes are nearest to an unknown one', async () => {
    const { shop } = openShop();
    await expect(shop.attributes.write({ colour: 'Blue' })).rejects.toThrow(
      /no product attribute "colour". Nearest: "color"/,
    );
  });

  it.each([
    [{ color: 5 }, /label of an option/],
    [{ activity: 'Gym' }, /list of labels/],
    [{ special_price: '17' }, /number/],
    [{ gift_message_available: 'Yes' }, /true or false/],
    [{ special_from_date: 'May' }, /day like/],
    [{ special_from_date: '2026-02-30' }, /no date/],
    [{ meta_title: true }, /text/],
    [{ price: 5 }, /member price/],
  ])('refuses %j', async (values, message) => {
    const { shop } = openShop();
    const wrong = shop.attributes.write(values);
    await expect(wrong).rejects.toThrow(InputError);
    await expect(wrong).rejects.toThrow(message);
  });

  it('will not choose between options of one label', async () => {
    const opened = openShop();
    const first = await addOption(opened, 'Teal', 'Blau');
    const second = await addOption(opened, 'Sky', 'Blau');
    const { attributes } = opened.shop;
    await expect(attributes.write({ color: 'Blau' }, { labels: 'de' })).rejects.toThrow(
      `{ option: '${first}' } (others: ${second})`,
    );
  });

  it('asks again for a label that somebody has added meanwhile', async () => {
    const clock = createFakeClock();
    const opened = openShop({ clock });
    const { attributes } = opened.shop;
    await attributes.write({ color: 'Blue' });
    const id = await addOption(opened, 'Teal');
    await expect(attributes.write({ color: 'Teal' })).rejects.toThrow(InputError);
    await clock.advance(60_000);
    expect(await attributes.write({ color: 'Teal' })).toEqual([attribute('color', id)]);
  });
});

describe('createOptions', () => {
  const created = ({ sentTo }: Shop) => sentTo('POST', '/all/V1/products/attributes/color/options');

  it('adds a missing option once, however many ask for it', async () => {
    const opened = openShop();
    const { attributes } = opened.shop;
    const told: string[] = [];
    const options = { createOptions: true, onOptionCreated: (what: string) => told.push(what) };
    const written = await Promise.all(
      [1, 2, 3].map(() => attributes.write({ color: 'Teal' }, options)),
    );
    expect(new Set(written.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(created(opened)).toHaveLength(1);
    expect(told[0]).toBe('option "Teal" of color');
    expect(await attributes.read({ custom_attributes: written[0] ?? [] })).toEqual({
      color: 'Teal',
    });
  });

  it('takes the option of another writer who was first', async () => {
    const opened = openShop();
    const { attributes } = opened.shop;
    await attributes.write({ color: 'Blue' });
    const id = await addOption(opened, 'Teal');
    expect(await attributes.write({ color: 'Teal' }, { createOptions: true })).toEqual([
      attribute('color', id),
    ]);
  });

  it('finds the option again when the answer was lost, and adds no second one', async () => {
    const opened = openShop();
    opened.meddle((sent, pass) => (sent.method === 'POST' ? loseAnswer(sent, pass) : pass()));
    const [written] = await opened.shop.attributes.write(
      { color: 'Teal' },
      { createOptions: true },
    );
    expect(written?.value).toMatch(/^\d+$/);
    expect(created(opened)).toHaveLength(1);
  });

  it('adds nothing when another value is wrong', async () => {
    const opened = openShop();
    const wrong = { color: 'Teal', special_price: 'cheap' };
    await expect(opened.shop.attributes.write(wrong, { createOptions: true })).rejects.toThrow(
      InputError,
    );
    expect(created(opened)).toEqual([]);
  });

  it('does not add what a store view calls something', async () => {
    const { shop } = openShop();
    await expect(
      shop.attributes.write({ color: 'Petrol' }, { labels: 'de', createOptions: true }),
    ).rejects.toThrow(/admin's labels/);
  });
});

it('knows the attributes of a shop by their types', async () => {
  interface Ours {
    readonly color: 'Blue' | 'Red';
    readonly activity: readonly string[];
  }
  const { magento } = openShop();
  const shop = commerce<Ours>(magento);
  await shop.attributes.write({ color: 'Blue', activity: ['Gym'] });
  // @ts-expect-error there is no such colour
  await expect(shop.attributes.write({ color: 'Bluish' })).rejects.toThrow(InputError);
});
