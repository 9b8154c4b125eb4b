import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as carts from '../../generated/resources/carts.js';
import * as productOptions from '../../generated/resources/configurableProducts.js';
import * as products from '../../generated/resources/products.js';
import { asyncTwin, bulkTwin, type QueuedBulk } from '../../src/bulk/engine/queue-api.js';
import { byPosition, isComplete, outcomeOf } from '../../src/bulk/engine/queue-result.js';
import { operationOf } from '../../src/bulk/operation-of.js';

interface Recording {
  readonly name: string;
  readonly response: { readonly status: number; readonly body: unknown };
}

const recordings = JSON.parse(
  readFileSync(new URL('../data/recordings/async-bulk.json', import.meta.url), 'utf8'),
) as Recording[];

const recorded = (name: string) =>
  recordings.find((recording) => recording.name === name)?.response.body as QueuedBulk;

describe('a bulk as a real store reports it', () => {
  test.each([
    ['bulk-status-open', false, []],
    ['bulk-status-after-bulk', true, ['done', 'done', 'done']],
    ['bulk-status-after-fail', true, ['done', 'failed', 'failed']],
    ['bulk-status-after-bulkDel', true, ['done', 'failed']],
    ['bulk-status-after-cust2', true, ['done', 'failed']],
    ['bulk-status-after-bySku', false, []],
  ])('%s', (name, complete, states) => {
    const bulk = recorded(name);
    expect(isComplete(bulk)).toBe(complete);
    const found = complete ? [...byPosition(bulk)].sort(([a], [b]) => a - b) : [];
    expect(found.map(([, operation]) => outcomeOf(operation).state)).toEqual(states);
  });

  test('has the reason of a failure', () => {
    const operation = byPosition(recorded('bulk-status-after-cust2')).get(1);
    expect(operation && outcomeOf(operation)).toEqual({
      state: 'failed',
      message: 'No such entity with customerId = 9999',
    });
  });

  test('is told by the order of its operations before 2.4.0, once all are there', () => {
    const list = [7, 5, 6].map((id) => ({ id: 4_000 + id, status: 1, result_message: `is ${id}` }));
    const whole = byPosition({ operations_list: list, operation_count: 3 });
    expect([...whole].map(([place, { result_message }]) => [place, result_message])).toEqual([
      [0, 'is 5'],
      [1, 'is 6'],
      [2, 'is 7'],
    ]);
    expect(byPosition({ operations_list: list, operation_count: 4 }).size).toBe(0);
  });

  test('with fewer operations than it has is not finished', () => {
    expect(isComplete({ operations_list: [{ id: 0, status: 1 }], operation_count: 2 })).toBe(false);
    expect(isComplete({})).toBe(true);
  });
});

describe('the way into the queue', () => {
  const update = operationOf(products.update);

  test('has the parameters of the path by name', () => {
    expect(bulkTwin(update, false, true)).toMatchObject({
      path: '/async/bulk/V1/products/bySku',
      method: 'PUT',
      repeat: 'idempotent',
    });
    const option = bulkTwin(operationOf(productOptions.updateOption), false, false);
    expect(option).toMatchObject({
      path: '/async/bulk/V1/configurable-products/bySku/options/byId',
      repeat: 'never',
    });
  });

  test('keeps its scope, and turns its version around for the cloud service', () => {
    expect(bulkTwin(operationOf(carts.addItem), true, false)).toMatchObject({
      path: '/V1/async/bulk/carts/byQuoteId/items',
      scope: 'view',
    });
    expect(asyncTwin(update, true)).toMatchObject({
      path: '/V1/async/products/{sku}',
      repeat: 'never',
      body: ['product', 'saveOptions'],
    });
    expect(asyncTwin(update, false).path).toBe('/async/V1/products/{sku}');
  });
});
