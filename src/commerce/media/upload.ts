import { create, list, update } from '../../../generated/resources/productMedia.js';
import type { CatalogProductAttributeMediaGalleryEntry } from '../../../generated/types/catalog.js';
import { InputError } from '../../errors/input-error.js';
import type { Context, HelperOptions } from '../context.js';
import { isAnswerLost } from '../lost-answer.js';
import { toBase64 } from './base64.js';
import { fileName, hasContent, type Image, inspectImage } from './image.js';
import { type ImageBytes, type ImageSource, isBytes, readImage } from './source.js';

/** What a theme uses an image for. A store may have more roles. */
export type ImageRole = 'image' | 'small_image' | 'thumbnail' | 'swatch_image' | (string & {});

/** How an image stands in the gallery. What is left out stays as it is, or as the store has it. */
export interface ImagePlace {
  /** Roles to give to this image; the image that had one loses it. An empty list takes all away. */
  readonly roles?: readonly ImageRole[] | undefined;
  /** Text for those who do not see it. */
  readonly label?: string | undefined;
  /** Place in the gallery, ascending. */
  readonly position?: number | undefined;
  /** True hides it from the product's page. */
  readonly hidden?: boolean | undefined;
}

/** Options of `media.upload`. */
export interface UploadOptions extends ImagePlace, HelperOptions {
  /** What the file shall be called; its content's hash and the right ending are added. Default: the source's name. */
  readonly name?: string | undefined;
  /** Bytes at most. Default 10 MiB. */
  readonly maxBytes?: number | undefined;
}

/** What became of an image. */
export interface UploadResult {
  /** Id of the entry in the product's gallery. */
  readonly id: number;
  /** Path in the store's media folder, such as `/f/r/front-….jpg`; undefined when the store did not say. */
  readonly file: string | undefined;
  /** `uploaded`; `kept`: the product had the same content already; `changed`: and its place was adapted. */
  readonly outcome: 'uploaded' | 'kept' | 'changed';
}

type Entry = CatalogProductAttributeMediaGalleryEntry;

const MAX_BYTES = 10 * 1024 * 1024;

const sameRoles = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((role) => b.includes(role));

/** Magento replaces an entry as a whole, so it is sent as a whole. */
async function adapt(
  { client }: Context,
  sku: string,
  entry: Entry,
  { roles, label, position, hidden, signal }: UploadOptions,
): Promise<UploadResult> {
  const wanted = {
    ...entry,
    types: roles === undefined ? entry.types : [...roles],
    label: label ?? entry.label,
    position: position ?? entry.position,
    disabled: hidden ?? entry.disabled,
  };
  const { id = 0, file } = entry;
  const same =
    sameRoles(wanted.types, entry.types) &&
    wanted.label === entry.label &&
    wanted.position === entry.position &&
    wanted.disabled === entry.disabled;
  if (same) return { id, file, outcome: 'kept' };
  const { label: text, ...others } = wanted;
  const body = { ...others, ...(text === null ? {} : { label: text }) };
  await update(client, { sku, entryId: id, entry: body }, { store: 'all', signal });
  return { id, file, outcome: 'changed' };
}

async function find(
  { client }: Context,
  sku: string,
  image: Image,
  signal: AbortSignal | undefined,
): Promise<Entry | undefined> {
  const gallery = await list(client, { sku }, { store: 'all', signal });
  return gallery.find(({ file }) => hasContent(file, image));
}

async function send(
  context: Context,
  sku: string,
  name: string,
  image: Image,
  options: UploadOptions,
): Promise<UploadResult> {
  const { roles = [], label, position, hidden = false, signal } = options;
  const content = { base64_encoded_data: toBase64(image.bytes), type: image.type, name };
  const entry = {
    media_type: 'image',
    types: [...roles],
    disabled: hidden,
    ...(label === undefined ? {} : { label }),
    ...(position === undefined ? {} : { position }),
    content,
  };
  try {
    const id = await create(context.client, { sku, entry }, { store: 'all', signal });
    return { id, file: undefined, outcome: 'uploaded' };
  } catch (error) {
    if (signal?.aborted || !isAnswerLost(error)) throw error;
    // The hash in the name tells whether it arrived.
    const arrived = await find(context, sku, image, signal).catch(() => undefined);
    if (arrived === undefined) throw error;
    return { id: arrived.id ?? 0, file: arrived.file, outcome: 'uploaded' };
  }
}

/**
 * Puts an image into a product's gallery, for all store views, unless it is there already: the file's name
 * carries a hash of its content, and a file of that hash is not sent again. Images that came another way have
 * no hash in their name and are not recognised. Two uploads of one image at the same time may both be stored.
 * After a lost answer it looks whether the image has arrived; safe to repeat.
 * @throws InputError for what is no image, is larger than `maxBytes`, or cannot be read
 * @throws NotFoundError if nothing has this SKU
 */
export async function uploadImage(
  context: Context,
  { sku }: { readonly sku: string },
  source: ImageSource | ImageBytes,
  options: UploadOptions = {},
): Promise<UploadResult> {
  const { maxBytes = MAX_BYTES, signal } = options;
  if (!(maxBytes > 0)) throw new InputError('media.upload: maxBytes must be above 0.');
  const whole = isBytes(source) ? { data: source } : source;
  const { bytes, name } = await readImage(whole, { maxBytes, fetch: context.fetch, signal });
  const image = await inspectImage(bytes);
  const there = await find(context, sku, image, signal);
  if (there !== undefined) return adapt(context, sku, there, options);
  return send(context, sku, fileName(options.name ?? name, image), image, options);
}
