import type { CatalogProductInput } from '../../../generated/types/catalog.js';
import type { FrameworkAttributeInput } from '../../../generated/types/framework.js';
import { InputError } from '../../errors/input-error.js';
import type { ProductInput, Visibility } from './product-input.js';

const VISIBILITIES: Readonly<Record<Visibility, number>> = {
  hidden: 1,
  catalog: 2,
  search: 3,
  both: 4,
};

/** What a product has of its own, by the codes of its attributes. */
export interface OwnValues {
  readonly name?: string;
  readonly price?: number;
  readonly status?: number;
  readonly visibility?: number;
  readonly weight?: number;
}

function checkNumber(sku: string, name: string, value: number | undefined): void {
  if (value !== undefined && !Number.isFinite(value)) {
    throw new InputError(`products.upsert: ${name} of "${sku}" is no number.`);
  }
}

/** The named members under the codes of their attributes. */
export function ownValues<A extends object>(input: ProductInput<A>): OwnValues {
  const { sku, name, price, enabled, visibility, weight } = input;
  checkNumber(sku, 'price', price);
  checkNumber(sku, 'weight', weight);
  return {
    ...(name !== undefined && { name }),
    ...(price !== undefined && { price }),
    ...(enabled !== undefined && { status: enabled ? 1 : 2 }),
    ...(visibility !== undefined && { visibility: VISIBILITIES[visibility] }),
    ...(weight !== undefined && { weight }),
  };
}

/** The body with what is named, and nothing else. */
export function productBody<A extends object>(
  input: ProductInput<A>,
  attributes: readonly FrameworkAttributeInput[],
): CatalogProductInput & { sku: string } {
  const { sku, websites, categories, raw } = input;
  const custom = [
    ...attributes,
    ...(categories === undefined
      ? []
      : [{ attribute_code: 'category_ids', value: [...categories] }]),
  ];
  const extension = {
    ...raw?.extension_attributes,
    ...(websites !== undefined && { website_ids: [...websites] }),
  };
  return {
    ...raw,
    ...(Object.keys(extension).length > 0 && { extension_attributes: extension }),
    sku,
    ...ownValues(input),
    ...(custom.length > 0 && { custom_attributes: custom }),
  };
}

/** Whether a body changes anything. */
export const isEmptyBody = (body: CatalogProductInput): boolean => Object.keys(body).length === 1;
