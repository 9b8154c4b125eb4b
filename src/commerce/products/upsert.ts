import { type CreateProduct, create } from '../../../generated/resources/products.js';
import type { CatalogProductInput } from '../../../generated/types/catalog.js';
import { InputError } from '../../errors/input-error.js';
import type { Attributes } from '../attributes/create-attributes.js';
import type { Context, HelperOptions } from '../context.js';
import type { SetQuantitiesResult } from '../inventory/quantities.js';
import { setQuantities } from '../inventory/set-quantities.js';
import { type UploadResult, uploadImage } from '../media/upload.js';
import { createSteps, type Steps } from '../steps.js';
import type { ProductWarning } from '../warnings.js';
import { findProduct } from './find-product.js';
import { newProductMembers } from './new-product.js';
import { isEmptyBody, productBody } from './product-body.js';
import type { ProductInput } from './product-input.js';
import { listWarnings, viewWarnings } from './scope-warnings.js';

/** Options of `products.upsert`. */
export interface UpsertOptions extends HelperOptions {
  /**
   * Where values of store views are written: `all`, or the code of one store view, which then stops following
   * the value of all. Has no default, as the calling code alone cannot show which attributes have such values.
   */
  readonly scope: string;
  /** Code of the store view whose labels the attributes have. Default `all`: the admin's. */
  readonly labels?: string | undefined;
  /** Adds options the store does not have. Default false: an unknown label is an error. */
  readonly createOptions?: boolean | undefined;
}

/** What became of a product. */
export interface UpsertResult {
  /** The SKU as the store spells it. */
  readonly sku: string;
  readonly id: number | undefined;
  readonly outcome: 'created' | 'updated';
  /** The product's body as sent; undefined when nothing of it was named. */
  readonly sent: CatalogProductInput | undefined;
  readonly stock: SetQuantitiesResult | undefined;
  readonly images: readonly UploadResult[];
  readonly warnings: readonly ProductWarning[];
}

async function saveProduct(
  { client }: Context,
  body: CatalogProductInput & { sku: string },
  { scope, signal }: UpsertOptions,
): Promise<number | undefined> {
  // POST saves over an existing product too, and keeps awkward SKUs out of the path; what a new one needs
  // has been checked before.
  const product = body as CreateProduct;
  const { id } = await create(client, { product }, { store: scope, fields: 'id,sku', signal });
  return id;
}

async function saveStock<A extends object>(
  context: Context,
  sku: string,
  stock: NonNullable<ProductInput<A>['stock']>,
  steps: Steps,
  signal: AbortSignal | undefined,
): Promise<SetQuantitiesResult> {
  const items = typeof stock === 'number' ? [{ quantity: stock }] : stock;
  const result = await setQuantities(
    context,
    items.map((item) => ({ ...item, sku })),
    { signal },
  );
  const [failure] = result.failures;
  if (failure === undefined) return result;
  if (result.stored > 0) steps.note(`stock at ${result.stored} of ${items.length} sources`);
  throw failure.error;
}

async function saveImages<A extends object>(
  context: Context,
  sku: string,
  images: NonNullable<ProductInput<A>['images']>,
  steps: Steps,
  signal: AbortSignal | undefined,
): Promise<readonly UploadResult[]> {
  const results: UploadResult[] = [];
  for (const [index, image] of images.entries()) {
    const upload = () => uploadImage(context, { sku }, image, { ...image, signal });
    results.push(await steps.run(`image ${index + 1} of ${images.length}`, upload));
  }
  return results;
}

/**
 * Makes a product or changes what is named of it: new options, the product, stock, images, in this order. Two
 * writers that name different members do not undo each other; of one member the last write wins. Safe to
 * repeat, apart from streams, which are read up.
 * @throws InputError before anything is written: what a new product lacks, unknown attributes and labels
 * @throws StepError when a later step fails; it names what is done
 */
export async function upsertProduct<A extends object>(
  context: Context,
  attributes: Attributes<A>,
  input: ProductInput<A>,
  options: UpsertOptions,
): Promise<UpsertResult> {
  const { scope, labels, createOptions, signal } = options;
  const { client } = context;
  if (input.sku.trim() === '') throw new InputError('products.upsert: the SKU is empty.');
  if (scope !== 'all' && input.images !== undefined) {
    throw new InputError(
      `products.upsert of "${input.sku}": images belong to all store views. Leave them out with scope "${scope}", or use scope: 'all'.`,
    );
  }
  const steps = createSteps('products.upsert', input.sku, signal);
  const existing = await findProduct(client, input.sku, scope !== 'all', signal);
  const needed = existing ? {} : await newProductMembers(client, input, scope, signal);
  const writing = { labels, createOptions, signal, onOptionCreated: steps.note };
  const custom = await steps.prepare('attributes', () =>
    attributes.write(input.attributes ?? {}, writing),
  );
  const sku = existing?.sku ?? input.sku.trim();
  const body = { ...productBody(input, custom), ...needed, sku };
  const warnings = [
    ...(existing ? listWarnings(input, scope) : []),
    ...(existing ? await viewWarnings(context, input, body, existing, scope, signal) : []),
  ];
  for (const warning of warnings) context.onWarning(warning);

  const changes = !existing || !isEmptyBody(body);
  const saved = changes
    ? await steps.run('product', () => saveProduct(context, body, options))
    : existing.id;
  const { stock, images = [] } = input;
  return {
    sku,
    id: saved,
    outcome: existing ? 'updated' : 'created',
    sent: changes ? body : undefined,
    stock:
      stock === undefined
        ? undefined
        : await steps.run('stock', () => saveStock(context, sku, stock, steps, signal)),
    images: await saveImages(context, sku, images, steps, signal),
    warnings,
  };
}
