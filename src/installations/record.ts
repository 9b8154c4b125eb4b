import type { Sealer } from '../sealing/sealer.js';
import { problem } from './problem.js';
import type { RecordKind } from './store.js';

/** What a record holds: members anybody may read who reads the store, and members that are sealed. */
export interface RecordParts {
  readonly open: Readonly<Record<string, unknown>>;
  readonly secret: Readonly<Record<string, unknown>>;
}

/** Brings a record of one version to the next. */
export type Migration = (old: RecordParts) => RecordParts;

/** Records of the first version need no migration; the n-th one here leads from version n to n + 1. */
export const MIGRATIONS: readonly Migration[] = [];

interface Envelope {
  readonly version: number;
  readonly open: Readonly<Record<string, unknown>>;
  readonly sealed: string;
}

/** Writes and reads the texts of one kind of record. */
export interface RecordFormat {
  write(id: string, parts: RecordParts): Promise<string>;
  /**
   * Opens a text, in the newest version. The secrets are undefined when no key of the app opens them, or
   * when somebody has changed the record or moved it.
   * @throws HandshakeError HANDSHAKE_STORAGE when the text is no record, or of a newer version
   */
  read(id: string, text: string): Promise<ReadRecord>;
}

/** A record as it was read. */
export interface ReadRecord {
  readonly open: RecordParts['open'];
  readonly secret: RecordParts['secret'] | undefined;
  /** Whether it is as this version writes it with the current key. */
  readonly current: boolean;
}

function parse(text: string): Envelope {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw problem('HANDSHAKE_STORAGE', { detail: 'a record is no JSON' });
  }
  const { version, open, sealed } = (value ?? {}) as Partial<Envelope>;
  const isRecord = Number.isSafeInteger(version) && typeof open === 'object' && open !== null;
  if (!isRecord || version === undefined || typeof sealed !== 'string') {
    throw problem('HANDSHAKE_STORAGE', { detail: 'a record is not one of an installation' });
  }
  return { version, open, sealed };
}

/**
 * The format of one kind of record. Open members are bound to the sealed ones, as is the place in the
 * store: whoever can write there can delete a record, but cannot point its credentials to another store.
 */
export function createRecordFormat(
  kind: RecordKind,
  sealer: Sealer,
  migrations: readonly Migration[] = MIGRATIONS,
): RecordFormat {
  const newest = migrations.length + 1;
  const placeOf = (id: string, version: number, open: RecordParts['open']) =>
    `${kind}\n${id}\n${version}\n${JSON.stringify(open)}`;

  return {
    async write(id, { open, secret }) {
      const sealed = await sealer.seal(placeOf(id, newest, open), JSON.stringify(secret));
      return JSON.stringify({ version: newest, open, sealed } satisfies Envelope);
    },
    async read(id, text) {
      const { version, open, sealed } = parse(text);
      if (version < 1 || version > newest) {
        throw problem('HANDSHAKE_STORAGE', {
          detail: `a record has version ${version}, and this release knows up to ${newest}`,
          hint: 'Another process runs a newer magekit: bring this one up to date.',
        });
      }
      const opened = await sealer.open(placeOf(id, version, open), sealed);
      const secret = opened && (JSON.parse(opened.text) as RecordParts['secret']);
      const start: RecordParts = { open, secret: secret ?? {} };
      const parts = migrations.slice(version - 1).reduce((old, migrate) => migrate(old), start);
      return {
        open: parts.open,
        secret: secret && parts.secret,
        current: version === newest && opened?.current === true,
      };
    },
  };
}
