import { iterate as categoryAttributes } from '../../../generated/resources/categoryAttributes.js';
import { list as addressAttributes } from '../../../generated/resources/customerAddressAttributes.js';
import { list as customerAttributes } from '../../../generated/resources/customerAttributes.js';
import { iterate as productAttributes } from '../../../generated/resources/productAttributes.js';
import type { Client } from '../../client/types.js';
import { AuthenticationError, isMagentoError } from '../../errors/index.js';
import { byText } from '../text.js';
import type { Warn } from '../warning.js';
import {
  type AttributeOwner,
  OWNERS,
  type StoreAttribute,
  type StoreAttributes,
} from './attributes.js';

/** Written by helpers and members of their own, whatever the type of product. */
const ELSEWHERE = new Set(['gallery', 'media_gallery', 'quantity_and_stock_status', 'tier_price']);

/** What an answer says of an attribute. */
interface Row {
  readonly attribute_code: string;
  readonly frontend_input?: string | null;
  readonly frontend_label?: string | null;
  readonly default_frontend_label?: string;
  readonly backend_type?: string | null;
  readonly system?: boolean;
  readonly options?: readonly { readonly label?: unknown; readonly value?: unknown }[];
}

type Read = (client: Client, signal: AbortSignal | undefined) => Promise<readonly Row[]>;

async function collect(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

const store = 'all';
const READS: Readonly<Record<AttributeOwner, Read>> = {
  product: (client, signal) => collect(productAttributes(client, {}, { store, signal })),
  category: (client, signal) => collect(categoryAttributes(client, {}, { store, signal })),
  // Of customers only what was added is among their custom attributes.
  customer: async (client, signal) =>
    (await customerAttributes(client, {}, { store, signal })).filter(({ system }) => !system),
  customerAddress: async (client, signal) =>
    (await addressAttributes(client, {}, { store, signal })).filter(({ system }) => !system),
};

/**
 * The custom attributes of a store. What may not be read, or cannot, is a warning: the rest does not need
 * it. Members of the things themselves are left out.
 */
export async function readAttributes(
  client: Client,
  members: Readonly<Record<AttributeOwner, ReadonlySet<string>>>,
  signal: AbortSignal | undefined,
  warn: Warn,
): Promise<StoreAttributes> {
  const found = await Promise.all(
    OWNERS.map(async (owner) => {
      try {
        const rows = await READS[owner](client, signal);
        const attributes = rows
          .map(toAttribute)
          .filter(({ code, type }) => type !== 'static' && !ELSEWHERE.has(code))
          .filter(({ code }) => !members[owner].has(code))
          .sort((a, b) => byText(a.code, b.code));
        return [[owner, attributes] as const];
      } catch (cause) {
        if (signal?.aborted || !isMagentoError(cause)) throw cause;
        // Who is refused gets the schema of guests, without a word.
        if (cause instanceof AuthenticationError) throw cause;
        const [said = ''] = cause.message.split(' [', 1);
        warn(`attributes › ${owner}`, `They could not be read (${said}); without types.`);
        return [];
      }
    }),
  );
  return Object.fromEntries(found.flat());
}

function toAttribute(row: Row): StoreAttribute {
  const label = row.default_frontend_label ?? row.frontend_label ?? '';
  // Magento puts an empty choice first.
  const options = (row.options ?? []).filter(({ value }) => value !== '' && value !== undefined);
  return {
    code: row.attribute_code,
    label: String(label),
    input: row.frontend_input ?? 'text',
    type: row.backend_type ?? 'varchar',
    options: options
      .map(({ label: text, value }) => ({ id: String(value), label: String(text ?? '') }))
      .sort((a, b) => byText(a.id, b.id)),
  };
}
