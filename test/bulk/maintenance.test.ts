import { expect, test } from 'vitest';
import * as orders from '../../generated/resources/orders.js';
import { bulk } from '../../src/bulk/index.js';
import { loadRecordings, toResponse } from '../recordings/load.js';
import { type Fetch, openShop } from './shop.js';

const page = loadRecordings().find(({ name }) => name === 'maintenance-get');

/** Answers so many requests with the recorded page of maintenance. */
function inMaintenance(times: number): (fetch: Fetch) => Fetch {
  let left = times;
  return (fetch) => async (input, init) => {
    if (!page || left === 0 || !String(input).includes('/comments')) return fetch(input, init);
    left -= 1;
    return toResponse(page);
  };
}

test('entries that must not be repeated are sent again after the maintenance page of a real store', async () => {
  const { client, settled, sandbox } = openShop({}, { retry: { throttled: 0 } }, inMaintenance(3));
  const items = [1, 2].map((id) => ({
    id,
    statusHistory: { comment: 'x', is_customer_notified: 0, is_visible_on_front: 0, parent_id: id },
  }));
  const job = bulk(client, orders.addComment).run(items, { mode: 'direct' });
  expect(await settled(job.wait())).toMatchObject({ done: 2, unknown: 0 });
  const comments = sandbox.requests.filter(({ path }) => path.includes('/comments'));
  expect(comments).toHaveLength(2);
});
