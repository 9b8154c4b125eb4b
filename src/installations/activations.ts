import type { Sealer } from '../sealing/sealer.js';
import { type Activation, LIFETIME_MS } from './activation.js';
import { createRecordFormat, type RecordParts } from './record.js';
import type { InstallationStore } from './store.js';
import { createTable, type Table } from './table.js';

/** Kept longer than it can succeed, to be able to say why it did not. */
const KEPT_MS = 3 * LIFETIME_MS;

const SECRETS = [
  'consumerKey',
  'consumerSecret',
  'verifier',
  'requestToken',
  'requestTokenSecret',
  'earlier',
];

const isSecret = ([name]: readonly [string, unknown]) => SECRETS.includes(name);

/** The consumer key is sealed too: whoever knows it can try to be first at the identity page. */
function toParts(activation: Activation): RecordParts {
  const members = Object.entries(activation);
  return {
    open: Object.fromEntries(members.filter((member) => !isSecret(member))),
    secret: Object.fromEntries(members.filter(isSecret)),
  };
}

/** The activations on their way, by consumer key. */
export type Activations = Pick<Table<Activation>, 'find' | 'swap' | 'update'>;

/** What cannot be opened counts as nothing: the merchant starts again. */
export function createActivations(store: InstallationStore, sealer: Sealer): Activations {
  const table = createTable<Activation>(store, {
    kind: 'activation',
    format: createRecordFormat('activation', sealer),
    toParts,
    fromRecord: ({ open, secret }) => secret && ({ ...open, ...secret } as unknown as Activation),
    expiresAt: ({ announcedAt }) => announcedAt + KEPT_MS,
  });
  return {
    find: async (consumerKey) => table.find(await idOf(consumerKey)),
    swap: async (consumerKey, ...change) => table.swap(await idOf(consumerKey), ...change),
    update: async (consumerKey, change) => table.update(await idOf(consumerKey), change),
  };
}

/** Ids stand in plain text in the store. */
async function idOf(consumerKey: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(consumerKey));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
