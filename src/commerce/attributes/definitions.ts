import { list } from '../../../generated/resources/productAttributes.js';
import type { CatalogProductAttribute } from '../../../generated/types/catalog.js';
import type { Client } from '../../client/types.js';
import type { Clock } from '../../clock.js';
import { untilAborted } from '../../until-aborted.js';

/** A choice of an attribute. */
export interface Option {
  readonly id: string;
  readonly label: string;
}

/** What is known of an attribute in one language. */
export interface Definition {
  readonly code: string;
  /** How it is entered: `select`, `multiselect`, `boolean`, `date`, `datetime`, `price`, `text` … */
  readonly input: string;
  /** How it is stored: `int`, `decimal`, `varchar`, `text`, `datetime`, `static`. */
  readonly type: string;
  readonly scope: string;
  readonly options: readonly Option[];
}

/** Attributes of products, asked for once per code and language. */
export interface Definitions {
  /** Those of the codes that exist; many missing ones cost one request. */
  get(
    codes: readonly string[],
    labels: string,
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, Definition>>;
  /** Drops what was asked `olderThanMs` ago or before, to be asked anew. Answers whether anything was. */
  refresh(codes: readonly string[], labels: string, olderThanMs: number): boolean;
  /** Codes of all attributes, never kept. */
  codes(signal?: AbortSignal): Promise<readonly string[]>;
  /** Empties the cache. */
  forget(): void;
}

interface Entry {
  readonly at: number;
  readonly definition: Promise<Definition | undefined>;
}

const FIELDS = 'items[attribute_code,frontend_input,backend_type,scope,options]';
/** Enough to find a name like a wrong one, within what stores limit pages to. */
const MOST_NAMES = 300;
/** Keeps the address of a request within what web servers take. */
const MOST_CODES = 50;

function toDefinition(attribute: CatalogProductAttribute): Definition {
  const { attribute_code: code, frontend_input, backend_type, scope, options } = attribute;
  return {
    code,
    input: frontend_input ?? 'text',
    type: backend_type ?? 'varchar',
    scope: scope ?? 'global',
    // Magento puts an empty choice first.
    options: (options ?? [])
      .filter(({ value }) => value !== '')
      .map(({ label, value }) => ({ id: String(value), label: String(label) })),
  };
}

/** A cache over one client. */
export function createDefinitions(client: Client, clock: Clock): Definitions {
  const entries = new Map<string, Entry>();
  const keyOf = (labels: string, code: string) => `${labels}|${code}`;

  async function ask(
    codes: readonly string[],
    labels: string,
  ): Promise<ReadonlyMap<string, Definition>> {
    const filters = [{ field: 'attribute_code', conditionType: 'in', value: codes } as const];
    const searchCriteria = { filterGroups: [{ filters }], pageSize: codes.length };
    const { items } = await list(client, { searchCriteria }, { store: labels, fields: FIELDS });
    return new Map(items.map((item) => [item.attribute_code, toDefinition(item)]));
  }

  function load(codes: readonly string[], labels: string): void {
    for (let from = 0; from < codes.length; from += MOST_CODES) {
      const chunk = codes.slice(from, from + MOST_CODES);
      // Shared by all who wait for it, so no caller's signal ends it.
      const answer = ask(chunk, labels);
      for (const code of chunk) {
        const definition = answer.then((found) => found.get(code));
        const entry = { at: clock.now(), definition };
        entries.set(keyOf(labels, code), entry);
        definition.catch(() => {
          if (entries.get(keyOf(labels, code)) === entry) entries.delete(keyOf(labels, code));
        });
      }
    }
  }

  return {
    async get(codes, labels, signal) {
      const missing = codes.filter((code) => !entries.has(keyOf(labels, code)));
      load([...new Set(missing)], labels);
      const waiting = Promise.all(
        codes.map((code) => entries.get(keyOf(labels, code))?.definition),
      );
      const found = await (signal ? untilAborted(waiting, signal) : waiting);
      return new Map(found.flatMap((one) => (one === undefined ? [] : [[one.code, one]])));
    },
    refresh(codes, labels, olderThanMs) {
      const stale = codes.filter((code) => {
        const entry = entries.get(keyOf(labels, code));
        return entry !== undefined && clock.now() - entry.at >= olderThanMs;
      });
      for (const code of stale) entries.delete(keyOf(labels, code));
      return stale.length > 0;
    },
    async codes(signal) {
      const { items } = await list(
        client,
        { searchCriteria: { pageSize: MOST_NAMES } },
        { store: 'all', fields: 'items[attribute_code]', signal },
      );
      return items.map(({ attribute_code }) => attribute_code);
    },
    forget: () => entries.clear(),
  };
}
