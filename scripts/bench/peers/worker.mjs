// One client in a process of its own. Tells how long its import took, and all until its first answer, then does what it is told.
import { CLIENTS } from './clients.mjs';

const [name, json] = process.argv.slice(2);
const { store, place } = JSON.parse(json);
const SKU = '24-MB01';
const PAGE = 100;

// What a client prints is its own business, but not this program's output.
console.log = () => undefined;
console.info = () => undefined;

async function pages(client) {
  if (client.walk) return client.walk();
  let count = 0;
  for (let number = 1; ; number += 1) {
    const { items } = await client.list(number, PAGE);
    count += items.length;
    if (items.length < PAGE) return count;
  }
}

const read = (client) => (client.get ? client.get(SKU) : client.list(1, 1));

async function sequential(client, count) {
  for (let done = 0; done < count; done += 1) await read(client);
  return count;
}

async function parallel(client, count) {
  let left = count;
  let good = 0;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await read(client).then(
        () => (good += 1),
        () => undefined,
      );
    }
  };
  await Promise.all(Array.from({ length: 10 }, work));
  return good;
}

const can = (make) => (make === undefined ? Promise.reject(new Error('cannot')) : make());
const JOBS = {
  sequential,
  parallel,
  filter: (client) =>
    can(client.filter).then(({ total_count, totalCount }) => total_count ?? totalCount),
  slash: (client) => can(client.get && (() => client.get('A/B'))).then(({ sku }) => sku),
  walk: pages,
  read: (client) => read(client).then(() => 1),
};

const reason = (error) => {
  const status = error?.response?.status ?? error?.statusCode ?? error?.status;
  return String(status ?? error?.message ?? error).slice(0, 80);
};
const started = performance.now();
const make = await CLIENTS[name](place);
const imported = performance.now() - started;
const refuse = (error) => ({ list: () => Promise.reject(error) });
const client = await Promise.resolve(store).then(make).catch(refuse);
const first = await read(client).then(
  () => ({ ms: performance.now() - started }),
  (error) => ({ error: reason(error) }),
);
process.send({ imported, first });
process.on('message', async ({ job, count }) => {
  const from = performance.now();
  const result = await JOBS[job](client, count).then(
    (value) => ({ value }),
    (error) => ({ error: reason(error) }),
  );
  process.send({ ...result, ms: performance.now() - from });
});
process.on('disconnect', () => process.exit());
// Peers leave some behind; what they come to is counted by their results.
process.on('unhandledRejection', () => undefined);
