// Memory of an app in many stores: 1,000 installations, each by a whole handshake, and three idle clients
// for each. Fails when an idle client takes more than its ceiling.
import { report } from './report.js';

const { createInstallations, generateSealingKey, memoryInstallationStore } = (await import(
  '../../dist/installations.js' as string
)) as typeof import('../../src/installations/index.js');

const STORES = 1000;
const CLIENTS_EACH = 3;
const CEILING_BYTES = 8 * 1024;

const token = () => crypto.randomUUID().replaceAll('-', '');
const tokenAnswer = () => new Response(`oauth_token=${token()}&oauth_token_secret=${token()}`);

const app = createInstallations({
  store: memoryInstallationStore(),
  secret: generateSealingKey(),
  callbacksPerMinute: 10 * STORES,
  onIdentify: () => ({ account: 'acme' }),
  resolve: async () => ['93.184.215.14'],
  fetch: async () => tokenAnswer(),
});

async function install(storeUrl: string): Promise<void> {
  const key = token();
  const body = new URLSearchParams({
    oauth_consumer_key: key,
    oauth_consumer_secret: token(),
    oauth_verifier: token(),
    store_base_url: storeUrl,
  });
  await app.handleCallback(new Request('https://app.example/c', { method: 'POST', body }));
  const query = new URLSearchParams({ oauth_consumer_key: key, success_call_back: storeUrl });
  const person = await app.handleIdentity(new Request(`https://app.example/i?${query}`));
  if (person.status !== 303) throw new Error(await person.text());
}

/** Bytes in use when nothing is left to collect. */
async function usedBytes(): Promise<number> {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('run it with node --expose-gc');
  for (let round = 0; round < 5; round += 1) {
    gc();
    await new Promise((done) => setTimeout(done, 20));
  }
  return process.memoryUsage().heapUsed;
}

const ids = Array.from({ length: STORES }, (_, at) => `shop${at}.example`);
for (const id of ids) await install(`https://${id}/`);
const before = await usedBytes();
const clients = [];
for (const id of ids) {
  for (let count = 0; count < CLIENTS_EACH; count += 1) clients.push(await app.client(id));
}
const held = await usedBytes();
const perClient = (held - before) / clients.length;
const note = `${clients.length} clients`;
clients.length = 0;
const after = await usedBytes();

report(`memory of ${STORES} installations × ${CLIENTS_EACH} clients`, [
  {
    name: 'an idle client',
    value: perClient / 1024,
    unit: 'KB',
    ceiling: CEILING_BYTES / 1024,
    note,
  },
  {
    name: 'left when all are let go',
    value: Math.max(0, after - before) / (STORES * CLIENTS_EACH) / 1024,
    unit: 'KB for each',
    ceiling: 0.5,
  },
]);
