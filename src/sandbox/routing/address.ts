import { notProcessable } from '../errors.js';
import { splitTarget } from '../request.js';

/** Where a request goes: the store view and the path from `V1` on. */
export interface Address {
  /** Code of the store in the path; undefined when there is none. */
  readonly storeCode: string | undefined;
  /** How the call is to be carried out. */
  readonly mode: 'sync' | 'async' | 'bulk' | 'schema';
  /** Segments from the version on, percent-encoding as sent. */
  readonly segments: readonly string[];
  readonly query: string;
}

const version = /^V\d+$/;

/** Reads `/rest[/store][/async[/bulk]]/V1/…` and `/index.php/rest/…`; undefined for any other address. */
export function readAddress(
  target: string,
  isStore: (code: string) => boolean,
): Address | undefined {
  const { path, query } = splitTarget(target);
  const tail = /^(?:\/index\.php)?\/+rest(?:\/+(.*))?$/.exec(path);
  if (tail === null) return undefined;
  const segments = (tail[1] ?? '').replace(/\/$/, '').split('/');
  const [first = ''] = segments;
  const storeCode = isStore(first) ? first : undefined;
  const rest = storeCode === undefined ? segments : segments.slice(1);
  const { mode, dropped } = readMode(rest);
  const call = rest.slice(dropped);
  if (mode !== 'schema' && !version.test(call[0] ?? '')) throw notProcessable();
  return { storeCode, mode, segments: call, query };
}

function readMode(segments: readonly string[]): { mode: Address['mode']; dropped: number } {
  if (segments[0] === 'schema') return { mode: 'schema', dropped: 1 };
  if (segments[0] !== 'async') return { mode: 'sync', dropped: 0 };
  if (segments[1] === 'schema') return { mode: 'schema', dropped: 2 };
  return segments[1] === 'bulk' ? { mode: 'bulk', dropped: 2 } : { mode: 'async', dropped: 1 };
}
