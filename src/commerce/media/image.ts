import { InputError } from '../../errors/input-error.js';

/** The kinds of images. Magento itself takes all but WebP, for which a store needs an extension. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';

/** What is known of an image from its bytes. */
export interface Image {
  readonly bytes: Uint8Array;
  readonly type: ImageType;
  /** The first 16 hex digits of its SHA-256. */
  readonly hash: string;
}

const ENDINGS: Readonly<Record<ImageType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** Where a format has its mark. */
const MARKS: readonly (readonly [ImageType, number, string])[] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBP'],
];

/** With hash and ending a name stays below the 90 characters Magento takes. */
const LONGEST_STEM = 60;
const HASH_DIGITS = 16;

/** The type by the first bytes, whatever name or header say; undefined for anything else. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const mark = MARKS.find(([, at, text]) => start.startsWith(text, at));
  const isWebp = mark?.[0] !== 'image/webp' || start.startsWith('RIFF');
  return isWebp ? mark?.[0] : undefined;
}

/**
 * Looks at the bytes of an image.
 * @throws InputError when they are none
 */
export async function inspectImage(bytes: Uint8Array<ArrayBuffer>): Promise<Image> {
  if (bytes.length === 0) throw new InputError('The image is empty.');
  const type = imageTypeOf(bytes);
  if (type === undefined) {
    throw new InputError(
      'This is no JPEG, PNG, GIF or WebP: its first bytes say something else. Magento takes no SVG, AVIF or HEIC.',
    );
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { bytes, type, hash: hex.slice(0, HASH_DIGITS) };
}

/** The file's name in the store: a readable stem, the hash of its content, the ending of its true type. */
export function fileName(name: string | undefined, { type, hash }: Image): string {
  const stem = (name ?? 'image')
    .replace(/^.*[/\\]/, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_STEM);
  return `${stem === '' ? 'image' : stem}-${hash}.${ENDINGS[type]}`;
}

/** Whether a file of the store has this content; Magento appends `_1` to a name it has already. */
export function hasContent(file: string | undefined, { hash }: Image): boolean {
  return new RegExp(`-${hash}(?:_\\d+)?\\.[a-z]+$`).test(file ?? '');
}
