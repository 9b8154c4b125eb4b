import { notProcessable } from '../errors.js';
import { type SandboxRequest, splitTarget } from '../request.js';

/** Where a request goes: the store view and the path from `V1` on. */
export interface Address {
  /** Code of the store in the path, or in the cloud service's header; undefined when there is none. */
  readonly storeCode: string | undefined;
  /** How the call is to be carried out. */
  readonly mode: 'sync' | 'async' | 'bulk' | 'schema';
  /** Segments from the version on, percent-encoding as sent. */
  readonly segments: readonly string[];
  readonly query: string;
}

/** The shop's name in addresses of the cloud service. */
export const tenant = 'S4ndb0xT3n4nt';

type IsStore = (code: string) => boolean;

const version = /^V\d+$/;

/** Reads `/rest[/store][/async[/bulk]]/V1/…` and `/index.php/rest/…`; undefined for any other address. */
export function readAddress(target: string, isStore: IsStore): Address | undefined {
  const { path, query } = splitTarget(target);
  const tail = /^(?:\/index\.php)?\/+rest(?:\/+(.*))?$/.exec(path);
  if (tail === null) return undefined;
  const segments = segmentsOf(tail[1]);
  const [first = ''] = segments;
  const storeCode = isStore(first) ? first : undefined;
  const rest = storeCode === undefined ? segments : segments.slice(1);
  return { storeCode, query, ...readCall(rest) };
}

/** Reads the cloud service's `/<tenant>/V1[/async[/bulk]]/…` and `Store` header. */
export function readCloudAddress(request: SandboxRequest, isStore: IsStore): Address | undefined {
  const { path, query } = splitTarget(request.target);
  if (!path.startsWith(`/${tenant}/`)) return undefined;
  const storeCode = request.headers.store;
  if (storeCode !== undefined && !isStore(storeCode)) throw notProcessable();
  const segments = segmentsOf(path.slice(tenant.length + 2));
  return { storeCode, query, ...readCall(fromCloud(segments)) };
}

/** `V1/async/…` as a shop of one's own has it: `async/V1/…`. */
function fromCloud(segments: readonly string[]): readonly string[] {
  const [first = '', second, third] = segments;
  if (first === 'async') throw notProcessable();
  if (second !== 'async') return segments;
  const dropped = third === 'bulk' ? 3 : 2;
  return [...segments.slice(1, dropped), first, ...segments.slice(dropped)];
}

function segmentsOf(path: string | undefined): readonly string[] {
  return (path ?? '').replace(/\/$/, '').split('/');
}

function readCall(segments: readonly string[]): Pick<Address, 'mode' | 'segments'> {
  const { mode, dropped } = readMode(segments);
  const call = segments.slice(dropped);
  if (mode !== 'schema' && !version.test(call[0] ?? '')) throw notProcessable();
  return { mode, segments: call };
}

function readMode(segments: readonly string[]): { mode: Address['mode']; dropped: number } {
  if (segments[0] === 'schema') return { mode: 'schema', dropped: 1 };
  if (segments[0] !== 'async') return { mode: 'sync', dropped: 0 };
  if (segments[1] === 'schema') return { mode: 'schema', dropped: 2 };
  return segments[1] === 'bulk' ? { mode: 'bulk', dropped: 2 } : { mode: 'async', dropped: 1 };
}
