import { type Clock, systemClock } from '../../clock.js';
import type { InstallationStore, RecordKind } from '../store.js';

/** How a store in memory works. */
export interface MemoryInstallationStoreOptions {
  /** Where time comes from. Default: the platform's clock. */
  readonly clock?: Pick<Clock, 'now'>;
}

interface Kept {
  readonly text: string;
  /** In milliseconds since the epoch. */
  readonly expiresAt: number;
}

/**
 * Keeps installations in memory: for tests and for trying things out, as a restart loses every shop and
 * merchants would have to activate the app again. Never rejects.
 */
export function memoryInstallationStore(
  options: MemoryInstallationStoreOptions = {},
): InstallationStore {
  const { clock = systemClock } = options;
  const records: Readonly<Record<RecordKind, Map<string, Kept>>> = {
    installation: new Map(),
    activation: new Map(),
  };

  /** Handshakes that nobody finished would otherwise stay for ever. */
  function forgetExpired(kept: Map<string, Kept>): void {
    const now = clock.now();
    for (const [id, { expiresAt }] of kept) if (now >= expiresAt) kept.delete(id);
  }

  const read = (kind: RecordKind, id: string) => {
    const found = records[kind].get(id);
    return found && clock.now() < found.expiresAt ? found.text : undefined;
  };

  return {
    get: async (kind, id) => read(kind, id),
    async swap({ kind, id, from, to, expiresAt = Number.POSITIVE_INFINITY }) {
      if (read(kind, id) !== from) return false;
      if (to === undefined) records[kind].delete(id);
      else records[kind].set(id, { text: to, expiresAt });
      forgetExpired(records[kind]);
      return true;
    },
    async *installations() {
      for (const id of [...records.installation.keys()]) {
        const text = read('installation', id);
        if (text !== undefined) yield text;
      }
    },
  };
}
