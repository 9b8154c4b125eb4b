import type { FieldMap } from './field-map.js';

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

/** Attributes picked by code keep their places, with gaps, so that the list becomes an object. */
function restoreAttributes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? [];
  return Object.values(value).filter((attribute) => !isEmptyList(attribute));
}

/** What has lost its emptiness: an empty list comes as null, and so does an empty object. */
const emptyOf = (name: string) => (name === 'extension_attributes' ? {} : []);

function restoreMember(name: string, value: unknown, below: FieldMap): unknown {
  if (name === 'custom_attributes') return restoreAttributes(value);
  return value === null ? emptyOf(name) : restoreFields(value, below);
}

/**
 * Undoes what Magento's response filter does to the shape of an answer: where it picks below a name, an
 * empty list comes as null, an object without any of the picked members as an empty list, and a list of
 * attributes as an object. No object of the schema is null itself.
 */
export function restoreFields(value: unknown, fields: FieldMap): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isEmptyList(value)) return {};
  if (Array.isArray(value)) return value.map((item) => restoreFields(item, fields));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const below = fields.get(name);
      return [name, below === undefined ? member : restoreMember(name, member, below)];
    }),
  );
}
