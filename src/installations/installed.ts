import type { OAuth1Options } from '../auth/oauth1.js';
import type { Sealer } from '../sealing/sealer.js';
import { createRecordFormat, type ReadRecord } from './record.js';
import type { InstallationStore } from './store.js';
import { createTable, stored, type Table } from './table.js';
import type { Installation } from './types.js';

/** The four credentials of an integration. */
export type Credentials = Pick<
  OAuth1Options,
  'consumerKey' | 'consumerSecret' | 'accessToken' | 'accessTokenSecret'
>;

/** An installation with what only the library knows of it. */
export interface Installed extends Installation {
  /** The activation it came from. */
  readonly activation: string;
  /** `onInstalled` has not run for it yet; what was there before is kept until then. */
  readonly toGreet?: { readonly previous?: Installation } | undefined;
  /** Undefined once removed, and when no key of the app opens them. */
  readonly credentials: Credentials | undefined;
}

/** The installations in a store, by store id. */
export interface InstalledTable extends Table<Installed> {
  all(): AsyncIterable<Installed>;
}

function fromRecord({ open, secret }: ReadRecord): Installed {
  const installation = open as unknown as Omit<Installed, 'credentials'>;
  const has = secret !== undefined && 'consumerKey' in secret;
  return { ...installation, credentials: has ? (secret as unknown as Credentials) : undefined };
}

/** What may be shown of an installation. */
export function shown(installed: Installed): Installation {
  const { storeId, storeUrl, account, status, installedAt, authorizedAt } = installed;
  return { storeId, storeUrl, account, status, installedAt, authorizedAt };
}

/** Reads and writes installations. */
export function createInstalledTable(store: InstallationStore, sealer: Sealer): InstalledTable {
  const format = createRecordFormat('installation', sealer);
  const table = createTable<Installed>(store, {
    kind: 'installation',
    format,
    toParts: ({ credentials, ...open }) => ({ open, secret: { ...credentials } }),
    fromRecord,
  });

  /** The id stands in the record, which is bound to it. */
  async function fromText(text: string): Promise<Installed> {
    const { open } = JSON.parse(text) as { readonly open: { readonly storeId: string } };
    return fromRecord(await format.read(open.storeId, text));
  }

  async function* all(): AsyncIterable<Installed> {
    const texts = store.installations()[Symbol.asyncIterator]();
    for (;;) {
      const next = await stored(() => texts.next());
      if (next.done) return;
      yield await stored(() => fromText(next.value));
    }
  }

  return { ...table, all };
}
