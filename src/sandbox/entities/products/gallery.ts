import { failure } from '../../errors.js';
import type { JsonObject } from '../../json.js';
import { booleanAt, listAt, numberAt, objectAt, textAt } from '../../json.js';
import type { MediaEntry, Product } from '../../store/rows.js';
import { nextId, type World } from '../../store/world.js';

const imageTypes: Readonly<Record<string, string>> = {
  'image/jpg': 'jpg',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/png': 'png',
};

/** Roles an image can have; each belongs to one image at most. */
const roles = ['image', 'small_image', 'thumbnail', 'swatch_image'];

/** Replaces a product's gallery: entries with an id stay, entries with content are new, others go. */
export function saveGallery(world: World, product: Product, entries: readonly JsonObject[]): void {
  const kept = entries.flatMap((entry) => {
    const old = product.media.find((item) => item.id === numberAt(entry, 'id'));
    return old === undefined ? [] : [changeEntry(old, entry)];
  });
  const added = entries
    .filter((entry) => numberAt(entry, 'id') === undefined)
    .map((entry) => newEntry(world, product, entry));
  setMedia(product, [...kept, ...added]);
}

/** Makes an entry of the content of a request. */
export function newEntry(world: World, product: Product, entry: JsonObject): MediaEntry {
  const type = textAt(entry, 'media_type');
  if (type === undefined)
    throw failure(400, 'There is no MediaGalleryEntryConverter for given type');
  const content = objectAt(entry, 'content');
  const data = textAt(content, 'base64_encoded_data') ?? '';
  if (data === '' || !/^[A-Za-z0-9+/\s]+={0,2}$/.test(data)) {
    throw failure(400, 'The image content must be valid base64 encoded data.');
  }
  if (imageTypes[textAt(content, 'type') ?? ''] === undefined) {
    throw failure(400, 'The image MIME type is not valid or not supported.');
  }
  const name = textAt(content, 'name') ?? '';
  if (name === '' || /[\\/:*?"<>|;#]/.test(name)) {
    throw failure(400, 'Provided image name contains forbidden characters.');
  }
  const id = nextId(world, 'media');
  return {
    id,
    media_type: type,
    label: textAt(entry, 'label') ?? null,
    position: numberAt(entry, 'position') ?? product.media.length + 1,
    disabled: booleanAt(entry, 'disabled') ?? false,
    types: typesOf(entry),
    file: freeFile(world, name),
  };
}

/** An entry with the members a request names. */
export function changeEntry(old: MediaEntry, entry: JsonObject): MediaEntry {
  return {
    ...old,
    label: entry.label === undefined ? old.label : (textAt(entry, 'label') ?? null),
    position: numberAt(entry, 'position') ?? old.position,
    disabled: booleanAt(entry, 'disabled') ?? old.disabled,
    types: entry.types === undefined ? old.types : typesOf(entry),
  };
}

/** Sets the gallery; a role moves to the last image that claims it, and shows as an attribute. */
export function setMedia(product: Product, media: readonly MediaEntry[]): void {
  const owner = (role: string): MediaEntry | undefined =>
    media.findLast((entry) => entry.types.includes(role));
  product.media = media.map((entry) => ({
    ...entry,
    types: entry.types.filter((role) => owner(role) === entry),
  }));
  const values = { ...product.values.get(0) };
  for (const role of roles) {
    const file = owner(role)?.file;
    if (file === undefined) delete values[role];
    else values[role] = file;
  }
  product.values.set(0, values);
}

function typesOf(entry: JsonObject): readonly string[] {
  return listAt(entry, 'types').map(String);
}

/** Magento files `x.png` as `/x/_/x.png` and numbers a second one. */
function freeFile(world: World, name: string): string {
  const clean = name.toLowerCase().replace(/[^a-z0-9_.-]/g, '_');
  const folder = [clean.charAt(0), clean.charAt(1)].map((char) =>
    char === '.' || char === '' ? '_' : char,
  );
  const taken = new Set(
    [...world.products.values()].flatMap((product) => product.media.map((entry) => entry.file)),
  );
  const dot = clean.lastIndexOf('.');
  for (let number = 0; ; number++) {
    const stem = dot < 0 ? clean : clean.slice(0, dot);
    const end = dot < 0 ? '' : clean.slice(dot);
    const file = `/${folder.join('/')}/${stem}${number === 0 ? '' : `_${number}`}${end}`;
    if (!taken.has(file)) return file;
  }
}
