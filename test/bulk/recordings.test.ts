import { describe, expect, test } from 'vitest';
import * as customers from '../../generated/resources/customers.js';
import * as products from '../../generated/resources/products.js';
import type { QueuedBulk } from '../../src/bulk/engine/queue-api.js';
import { byPosition, isComplete, isFinal, outcomeOf } from '../../src/bulk/engine/queue-result.js';
import { type BulkResult, bulk, sendAsync } from '../../src/bulk/index.js';
import { createClient } from '../../src/core.js';
import { loadRecordings, type Recording, toResponse } from '../recordings/load.js';
import { createFakeClock } from '../support/fake-clock.js';
import { collect, passTime } from './shop.js';
import '../../src/bulk/engine/follow.js';
import '../../src/bulk/engine/run.js';

const recordings = loadRecordings().filter(({ file }) => file === 'async-bulk');

/** Names of those that a test has asked for. */
const used = new Set<string>();

function recorded(name: string): Recording {
  used.add(name);
  const found = recordings.find((recording) => recording.name === name);
  if (!found) throw new Error(`There is no recording "${name}".`);
  return found;
}

const pathOf = (url: string) => new URL(url).pathname.replace(/^\/rest(?:\/all)?/, '');

/** A store that gives recorded answers: to what is sent, and whenever it is asked how far that is. */
function replay(accepted: Recording, statuses: readonly Recording[] = []) {
  const sent: { method: string; path: string; body: unknown }[] = [];
  const clock = createFakeClock();
  const left = [...statuses];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { method, url } = new Request(input, init);
    const path = pathOf(url);
    if (path === '/V1/bulk') return Response.json({ items: [], total_count: 0 });
    if (!path.startsWith('/async/')) {
      const kind = path.endsWith('/detailed-status') ? '/detailed-status' : '/status';
      const next = left.find(({ request }) => request.url.endsWith(kind)) ?? left[0];
      if (!next) throw new Error(`There is no recorded answer to ${path}.`);
      if (left.length > 1 && next.name.endsWith('-open')) left.splice(left.indexOf(next), 1);
      return toResponse(next);
    }
    sent.push({ method, path, body: init?.body ? JSON.parse(String(init.body)) : undefined });
    return toResponse(accepted);
  };
  const auth = { name: 'recorded', caller: 'integration', authenticate: () => ({}) } as const;
  const retry = { soft: 0, throttled: 0 };
  const client = createClient({ baseUrl: 'http://127.0.0.1:8088', auth, fetch, clock, retry });
  return { client, clock, sent };
}

const itemsOf = ({ request }: Recording) => JSON.parse(request.body ?? '[]') as never[];

/** What came of each item: its state, or its reason. */
const outcomes = (results: readonly BulkResult<unknown, unknown>[]) =>
  [...results]
    .sort((a, b) => a.index - b.index)
    .map((result) => (result.state === 'done' ? 'done' : `${result.state}: ${result.message}`));

/** Each bulk that was recorded: the function that sends it, what the store said later, what that means. */
const BULKS = [
  ['bulk-products-create', products.create, ['bulk-status-after-bulk'], ['done', 'done', 'done']],
  [
    'bulk-products-one-will-fail',
    products.create,
    ['bulk-status-open', 'bulk-status-after-fail'],
    [
      'done',
      'failed: Invalid product data: Invalid attribute set entity type',
      'failed: The "Product Name" attribute value is empty. Set the attribute and try again.',
    ],
  ],
  ['bulk-post-existing-skus', products.create, ['bulk-status-after-upd'], ['done']],
  [
    'bulk-delete-by-sku',
    products.delete,
    ['bulk-status-after-bulkDel'],
    [
      'done',
      "failed: The product that was requested doesn't exist. Verify the product and try again.",
    ],
  ],
  [
    'bulk-customers',
    customers.create,
    ['bulk-detailed-status-after-cust'],
    ['done', expect.stringMatching(/^failed: /)],
  ],
  [
    'bulk-put-by-entity-ids',
    customers.update,
    ['bulk-status-after-cust2'],
    ['done', 'failed: No such entity with customerId = 9999'],
  ],
] as const;

describe('a bulk as it was recorded', () => {
  test.each(BULKS)('%s', async (name, call, statuses, wanted) => {
    const bulkSent = recorded(name);
    const { client, clock, sent } = replay(bulkSent, statuses.map(recorded));
    const items = itemsOf(bulkSent);
    const job = bulk(client, call).run(items, { mode: 'async' });
    expect(outcomes(await passTime(clock, collect(job)))).toEqual(wanted);
    expect(sent).toEqual([
      { method: bulkSent.request.method, path: pathOf(bulkSent.request.url), body: items },
    ]);
  });

  test.each([
    ['bulk-products-create', 'bulk-detailed-status-after-bulk', ['BLK-1', 'BLK-2', 'BLK-3']],
    ['bulk-duplicate-items', 'bulk-detailed-status-after-dup', ['DUP-1', 'DUP-1']],
  ])('%s has what was saved', async (name, status, skus) => {
    const { client, clock } = replay(recorded(name), [recorded(status)]);
    const items = itemsOf(recorded(name));
    // The recorded bulk holds two items of one product, which a job would send one after the other.
    const key = () => undefined;
    const job = bulk(client, products.create).run(items, { mode: 'async', entities: true, key });
    const results = await passTime(clock, collect(job));
    expect(results.map((result) => result.state === 'done' && result.entity?.sku)).toEqual(skus);
  });

  test('an item that would crash the consumer is not sent', async () => {
    const { client, clock, sent } = replay(recorded('bulk-put-by-sku-without-sku'));
    const items = itemsOf(recorded('bulk-put-by-sku-without-sku'));
    const job = bulk(client, products.update).run(items, { mode: 'async' });
    const [result] = await passTime(clock, collect(job));
    expect(result).toMatchObject({ state: 'not-sent', message: expect.stringContaining('sku') });
    expect(sent).toEqual([]);
  });

  test('a bulk whose consumer has crashed is a queue that stands still', async () => {
    const stuck = [recorded('bulk-status-after-bySku')];
    const { client, clock } = replay(recorded('bulk-delete-by-sku'), stuck);
    const items = [{ sku: 'LAB-0012' }, { sku: 'LAB-0013' }];
    const job = bulk(client, products.delete).run(items, { mode: 'async' });
    await expect(passTime(clock, job.wait())).rejects.toMatchObject({ code: 'BULK_STALLED' });
    expect(job.status()).toMatchObject({ state: 'stalled', done: 0, failed: 0 });
  });
});

describe('a refusal as it was recorded', () => {
  test.each([
    ['bulk-products-wrong-type-item', /^failed: .*The "abc" value's type is invalid/],
    ['bulk-products-unknown-property-item', /^failed: Internal Error.*Report ID: webapi-/],
  ])('%s is of the one item', async (name, reason) => {
    const { client, clock, sent } = replay(recorded(name));
    const items = itemsOf(recorded(name)).slice(0, 1);
    const job = bulk(client, products.create).run(items, { mode: 'async' });
    const [outcome] = outcomes(await passTime(clock, collect(job)));
    expect(outcome).toMatch(reason);
    expect(sent).toHaveLength(1);
  });

  test.each([
    ['bulk-put-by-unknown-param', 'NOT_FOUND', 'Request does not match any route.'],
    ['async-wrong-order-async-all', undefined, 'Specified request cannot be processed.'],
    ['async-anonymous', 'AUTHENTICATION', 'Magento_Catalog::products'],
  ])('%s is of the whole job, or of each item', async (name, code, message) => {
    const { client, clock } = replay(recorded(name));
    const job = bulk(client, products.create).run([{ product: { sku: 'A' } }] as never[], {
      mode: 'async',
    });
    const ending = passTime(clock, job.wait()).then(({ failures: [failure] }) => failure?.error);
    expect(await ending.catch((error) => error)).toMatchObject({
      ...(code ? { code } : {}),
      message: expect.stringContaining(message),
    });
    expect(job.status()).toMatchObject({ done: 0, read: 1 });
  });

  test('bulk-status-anonymous leaves the items unknown, and names the right', async () => {
    const statuses = [recorded('bulk-status-anonymous')];
    const { client, clock } = replay(recorded('bulk-post-existing-skus'), statuses);
    const items = itemsOf(recorded('bulk-post-existing-skus'));
    const job = bulk(client, products.create).run(items, { mode: 'async' });
    const [outcome] = outcomes(await passTime(clock, collect(job)));
    expect(outcome).toMatch(/^unknown: .*system_magento_logging_bulk_operations/);
  });

  test.each(['bulk-status-garbage-uuid', 'bulk-detailed-status-unknown-uuid'])(
    '%s leaves the items unknown, and says which bulk is missing',
    async (name) => {
      const { client, clock } = replay(recorded('bulk-post-existing-skus'), [recorded(name)]);
      const items = itemsOf(recorded('bulk-post-existing-skus'));
      const job = bulk(client, products.create).run(items, { mode: 'async' });
      const [outcome] = outcomes(await passTime(clock, collect(job)));
      expect(outcome).toMatch(/^unknown: Bulk uuid [\w-]+ not exist/);
    },
  );
});

describe('a single operation as it was recorded', () => {
  test.each([
    ['async-product-create', products.create, 'bulk-detailed-status-after-one', 'ASY-1'],
    ['async-product-create-store-all', products.create, 'bulk-detailed-status-after-all', 'ASY-2'],
  ] as const)('%s ends with what was saved', async (name, call, status, sku) => {
    const { client, clock, sent } = replay(recorded(name), [recorded(status)]);
    const input = JSON.parse(recorded(name).request.body ?? '');
    const operation = await passTime(clock, sendAsync(client, call, input));
    expect(operation.uuid).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    expect(await passTime(clock, operation.wait())).toMatchObject({
      state: 'done',
      entity: { sku },
      bulkUuid: operation.uuid,
    });
    expect(sent).toMatchObject([{ method: 'POST', path: '/async/V1/products', body: input }]);
  });

  test('async-product-delete goes to the path of its product', async () => {
    const { client, clock, sent } = replay(recorded('async-product-delete'));
    await passTime(clock, sendAsync(client, products.delete, { sku: 'LAB-0011' }));
    expect(sent).toEqual([{ method: 'DELETE', path: '/async/V1/products/LAB-0011' }]);
  });

  test.each([
    ['async-body-missing-field', 'BAD_REQUEST', '"product" is required'],
    ['async-body-unknown-property', 'SERVER', 'Internal Error'],
    ['async-unknown-route', 'NOT_FOUND', 'Request does not match any route.'],
    ['async-anonymous', 'AUTHENTICATION', 'Magento_Catalog::products'],
  ])('%s rejects', async (name, code, message) => {
    const { client, clock, sent } = replay(recorded(name));
    const sending = sendAsync(client, products.create, { product: { sku: 'A' } } as never);
    await expect(passTime(clock, sending)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
    expect(sent).toHaveLength(1);
  });
});

/** Recordings of what no job sends or asks. */
const NEVER_MET: readonly string[] = [
  // Not JSON, no item, no write.
  'async-body-malformed',
  'bulk-body-empty-array',
  'async-get-not-allowed',
  // Plain reads after the fact, and counts that nobody needs.
  'bulk-get-deleted',
  'bulk-get-put-result',
  ...recordings.map(({ name }) => name).filter((name) => /-operation-status-count-/.test(name)),
];

describe('the state of a bulk as it was recorded', () => {
  const states = recordings.filter(
    ({ request, response }) =>
      /\/(?:detailed-)?status$/.test(request.url) && response.status === 200,
  );

  test.each(states.map(({ name, response }) => [name, response.body as QueuedBulk] as const))(
    '%s: each item has its place, and is open, done, or failed with a reason',
    (_, status) => {
      const { operations_list = [], operation_count } = status;
      const placed = byPosition(status);
      expect([...placed.keys()]).toEqual([
        ...Array(operation_count ?? operations_list.length).keys(),
      ]);
      expect(isComplete(status)).toBe(operations_list.every((operation) => operation.status !== 4));
      for (const operation of [...placed.values()].filter(isFinal)) {
        const outcome = outcomeOf(operation);
        if (operation.status === 1) expect(outcome.state).toBe('done');
        else expect(outcome).toMatchObject({ state: 'failed', message: operation.result_message });
      }
    },
  );

  test('and every other recording is met above, or by no job', () => {
    const met = new Set([...NEVER_MET, ...used, ...states.map(({ name }) => name)]);
    expect(recordings.map(({ name }) => name).filter((name) => !met.has(name))).toEqual([]);
  });
});
