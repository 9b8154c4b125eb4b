import type { FrameworkAttributeInput } from '../../../generated/types/framework.js';
import { InputError } from '../../errors/input-error.js';
import type { Context, HelperOptions } from '../context.js';
import { decodeValue } from './decode-value.js';
import type { Definition } from './definitions.js';
import { encodeValue } from './encode-value.js';
import { nearest } from './nearest.js';
import { createOptionFinder } from './options.js';
import type { AttributeMap, AttributeValue } from './values.js';

/** Whose labels are meant. */
export interface LabelChoice extends HelperOptions {
  /** Code of the store view whose labels are used. Default `all`: the admin's labels. */
  readonly labels?: string | undefined;
}

/** Options of writing custom attributes. */
export interface WriteAttributesOptions extends LabelChoice {
  /** Adds options that are missing, with the admin's label. Default false: an unknown label is an error. */
  readonly createOptions?: boolean | undefined;
  /** Told of each option that was added, such as `option "Teal" of color`. */
  readonly onOptionCreated?: ((what: string) => void) | undefined;
}

/** Whatever carries custom attributes of products. */
export interface WithCustomAttributes {
  readonly custom_attributes?:
    | readonly { readonly attribute_code: string; readonly value?: unknown }[]
    | undefined;
}

/** Custom attributes as plain values with labels. */
export interface Attributes<A extends object = AttributeMap> {
  /**
   * The custom attributes of a fetched product by code, with labels for ids. Attributes without a value are
   * absent. An id without a label, or with one that others have too, comes as `{ option: '4' }`.
   */
  read(product: WithCustomAttributes, options?: LabelChoice): Promise<Partial<A>>;
  /**
   * Values in the form of `custom_attributes`, with ids for labels. Nothing is written by it, except new
   * options when `createOptions` says so.
   * @throws InputError for an attribute or a label the store does not have, with the nearest ones, and for a
   * value of the wrong kind
   */
  write(values: Partial<A>, options?: WriteAttributesOptions): Promise<FrameworkAttributeInput[]>;
  /** Empties the cache of attributes and options. Unknown labels are asked for anew within a minute anyway. */
  forget(): void;
}

/** Attributes the product has members or helpers of its own for. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  sku: 'the member sku',
  name: 'the member name',
  price: 'the member price',
  weight: 'the member weight',
  status: 'the member enabled',
  visibility: 'the member visibility',
  media_gallery: 'images, or media.upload',
  quantity_and_stock_status: 'stock, or inventory.setQuantities',
  tier_price: 'raw.tier_prices',
};

const BELIEVED_MS = 60_000;

/** Makes the helpers of one client. */
export function createAttributes<A extends object>(context: Context): Attributes<A> {
  const { client, definitions } = context;
  const findOption = createOptionFinder(client, definitions);

  /** Magento passes over attributes it does not have, so they are refused here. */
  async function known(
    codes: readonly string[],
    labels: string,
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<string, Definition>> {
    const found = await definitions.get(codes, labels, signal);
    const missing = codes.filter((code) => !found.has(code));
    if (missing.length === 0) return found;
    if (definitions.refresh(missing, labels, BELIEVED_MS)) return known(codes, labels, signal);
    const [code = ''] = missing;
    const like = nearest(code, await definitions.codes(signal));
    throw new InputError(`There is no product attribute "${code}". Nearest: ${like}.`);
  }

  return {
    async read({ custom_attributes: list = [] }, { labels = 'all', signal } = {}) {
      const codes = list.map(({ attribute_code }) => attribute_code);
      const found = await definitions.get(codes, labels, signal);
      const entries = list.map(({ attribute_code: code, value }): [string, AttributeValue] => [
        code,
        decodeValue(found.get(code), value),
      ]);
      return Object.fromEntries(entries) as Partial<A>;
    },
    async write(values, { labels = 'all', createOptions = false, signal, onOptionCreated } = {}) {
      const entries = Object.entries(values).filter(([, value]) => value !== undefined);
      for (const [code] of entries) {
        const place = ELSEWHERE[code];
        if (place) throw new InputError(`"${code}" is no custom attribute here. Use ${place}.`);
      }
      const found = await known(
        entries.map(([code]) => code),
        labels,
        signal,
      );
      const onCreated = onOptionCreated ?? (() => undefined);
      const choice = { labels, create: createOptions, signal, onCreated };
      async function encodeAll(find: typeof findOption): Promise<FrameworkAttributeInput[]> {
        const result: FrameworkAttributeInput[] = [];
        for (const [code, value] of entries) {
          const definition = found.get(code);
          if (definition === undefined) continue;
          const findLabel = (label: string) => find(definition, label, choice);
          const encoded = await encodeValue(definition, value, findLabel);
          result.push({ attribute_code: code, value: encoded } as FrameworkAttributeInput);
        }
        return result;
      }
      // What is wrong anyhow shall not leave new options behind.
      if (createOptions) await encodeAll(async (_, label) => label);
      return encodeAll(findOption);
    },
    forget: definitions.forget,
  };
}
