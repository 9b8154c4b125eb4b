import { describe, expect, it } from 'vitest';
import { OutcomeUnknownError, StepError } from '../../src/commerce/index.js';
import { InputError, NetworkError } from '../../src/index.js';
import { adminToken, ask } from '../sandbox/ask.js';
import { createFakeClock } from '../support/fake-clock.js';
import { loseAnswer, type Meddle, openShop, type Shop, type ShopOptions } from './support/shop.js';

const address = {
  firstname: 'Ada',
  lastname: 'Guest',
  street: ['1 Lab St'],
  city: 'Austin',
  region_id: 57,
  region_code: 'TX',
  postcode: '78701',
  country_id: 'US',
  telephone: '5551234',
};
const order = {
  items: [
    { sku: '24-MB01', quantity: 2 },
    { sku: '24-MB02', quantity: 1 },
  ],
  email: 'ada@example.com',
  address,
  shipping: { carrier: 'flatrate', method: 'flatrate' },
  payment: 'checkmo',
};
const placings = ({ sentTo }: Shop) => sentTo('PUT', /\/guest-carts\/\w+\/order$/);

/** Runs a helper to its end while its clock moves. */
async function inFastTime<T>(options: ShopOptions, work: (opened: Shop) => Promise<T>): Promise<T> {
  const clock = createFakeClock();
  const working = work(openShop({ ...options, clock }));
  let over = false;
  const end = () => {
    over = true;
  };
  working.then(end, end);
  while (!over) await clock.advance(1_000);
  return working;
}

/** Something happens to the placing of the order, and nothing else. */
const atPlacing =
  (meddle: Meddle): Meddle =>
  (sent, pass) =>
    sent.method === 'PUT' && sent.path.endsWith('/order') ? meddle(sent, pass) : pass();

describe('checkout.guest', () => {
  it.each(['admin', 'guest'] as const)('orders, for a client of an %s', async (caller) => {
    const opened = openShop({ caller });
    const carts: string[] = [];
    const { orderId, cartId, lookedUp } = await opened.shop.checkout.guest(order, {
      onCart: (id) => carts.push(id),
    });
    expect({ lookedUp, carts }).toEqual({ lookedUp: false, carts: [cartId] });
    expect(typeof orderId).toBe('number');
    const token = await adminToken(opened.sandbox);
    const { body } = await ask(opened.sandbox, 'GET', `/V1/orders/${orderId}`, undefined, token);
    expect(body).toMatchObject({
      customer_email: 'ada@example.com',
      store_id: 1,
      items: [{ sku: '24-MB01' }, { sku: '24-MB02' }],
    });
  });

  it('buys in the default store view or the one named, never in the global scope', async () => {
    const opened = openShop();
    await opened.shop.checkout.guest(order);
    const first = opened.sent.map(({ path }) => path);
    expect(first.every((path) => path.startsWith('/V1/'))).toBe(true);
    const { orderId } = await opened.shop.checkout.guest(order, { store: 'de' });
    const { store_id } = await opened.magento.orders.get({ id: orderId });
    expect(store_id).toBe(3);
  });

  it('orders what need not be shipped', async () => {
    const opened = openShop();
    const { shipping: _, ...others } = order;
    const { orderId } = await opened.shop.checkout.guest({
      ...others,
      items: [{ sku: '240-LV01', quantity: 1 }],
    });
    const { is_virtual } = await opened.magento.orders.get({ id: orderId });
    expect(is_virtual).toBe(1);
  });

  it('tells at which step it failed, and in which cart', async () => {
    const { shop } = openShop();
    const carts: string[] = [];
    const failed = await shop.checkout
      .guest(
        { ...order, items: [...order.items, { sku: 'SOLD-OUT', quantity: 1 }] },
        { onCart: (id) => carts.push(id) },
      )
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(StepError);
    expect(failed).toMatchObject({
      step: 'item "SOLD-OUT"',
      done: ['cart', 'item "24-MB01"', 'item "24-MB02"'],
      subject: carts[0],
    });
  });

  it.each([
    [{ items: [] }, /nothing to order/],
    [{ items: [{ sku: 'A', quantity: 0 }] }, /above 0/],
    [{ email: 'ada' }, /e-mail/],
  ])('refuses %j', async (change, message) => {
    const { shop, sent } = openShop();
    const wrong = shop.checkout.guest({ ...order, ...change });
    await expect(wrong).rejects.toThrow(InputError);
    await expect(wrong).rejects.toThrow(message);
    expect(sent).toEqual([]);
  });
});

describe('a lost answer to the placing of an order', () => {
  it('is looked up by the cart; nothing is sent again', async () => {
    const opened = openShop();
    opened.meddle(atPlacing(loseAnswer));
    const { orderId, lookedUp } = await opened.shop.checkout.guest(order);
    expect(lookedUp).toBe(true);
    expect(placings(opened)).toHaveLength(1);
    const { customer_email } = await opened.magento.orders.get({ id: orderId });
    expect(customer_email).toBe('ada@example.com');
  });

  it.each([502, 504])('is what a %i of a gateway is too', async (status) => {
    const opened = openShop();
    const gateway: Meddle = async (_, pass) => {
      await pass();
      return new Response('<h1>Bad Gateway</h1>', { status });
    };
    opened.meddle(atPlacing(gateway));
    expect((await opened.shop.checkout.guest(order)).lookedUp).toBe(true);
    expect(placings(opened)).toHaveLength(1);
  });

  it('waits for a store that works on behind its gateway', async () => {
    const { lookedUp } = await inFastTime({}, (opened) => {
      let later: (() => Promise<Response>) | undefined;
      let looks = 0;
      opened.meddle(async (sent, pass) => {
        if (sent.method === 'PUT') {
          later = pass;
          throw new TypeError('fetch failed');
        }
        if (later !== undefined && sent.method === 'GET') {
          looks += 1;
          if (looks === 3) await later();
        }
        return pass();
      });
      return opened.shop.checkout.guest(order);
    });
    expect(lookedUp).toBe(true);
  });

  it('says that the cart is open when nothing has come of it', async () => {
    const failed = await inFastTime({}, (opened) => {
      opened.meddle(
        atPlacing(() => {
          throw new TypeError('fetch failed');
        }),
      );
      return opened.shop.checkout.guest(order).catch((error: unknown) => {
        expect(placings(opened)).toHaveLength(1);
        return error;
      });
    });
    expect(failed).toBeInstanceOf(OutcomeUnknownError);
    expect(failed).toMatchObject({ found: 'not yet', cartId: expect.any(String) });
    expect((failed as OutcomeUnknownError).cause).toBeInstanceOf(NetworkError);
  });

  it('says the number of an order whose id a guest may not read', async () => {
    const opened = openShop({ caller: 'guest' });
    opened.meddle(atPlacing(loseAnswer));
    const failed = await opened.shop.checkout.guest(order).catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      found: 'done',
      orderNumber: expect.stringMatching(/^0000000\d\d$/),
    });
  });

  it('says when looking fails too', async () => {
    const failed = await inFastTime({}, (opened) => {
      let down = false;
      opened.meddle((sent, pass) => {
        if (sent.method === 'PUT') down = true;
        if (down) throw new TypeError('fetch failed');
        return pass();
      });
      return opened.shop.checkout.guest(order).catch((error: unknown) => error);
    });
    expect(failed).toMatchObject({ code: 'OUTCOME_UNKNOWN', found: 'nothing' });
  });

  it('is none when the store has refused', async () => {
    const opened = openShop();
    const failed = await opened.shop.checkout
      .guest({ ...order, payment: 'gold' })
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'STEP', step: 'order' });
  });
});

describe('checkout.find', () => {
  it('tells open carts from ordered ones', async () => {
    const { shop, magento } = openShop();
    const open = await magento.guestCarts.create();
    expect(await shop.checkout.find(open)).toEqual({
      state: 'open',
      orderId: undefined,
      orderNumber: undefined,
    });
    const { cartId, orderId } = await shop.checkout.guest(order);
    expect(await shop.checkout.find(cartId)).toEqual({
      state: 'ordered',
      orderId,
      orderNumber: String(orderId).padStart(9, '0'),
    });
  });
});
