import type { JsonObject } from '../json.js';
import type { World } from './world.js';

/** Kinds of entities that have attributes, by their ids from 1 on. */
export const entityTypes: readonly string[] = [
  '',
  'customer',
  'customer_address',
  'catalog_category',
  'catalog_product',
  'order',
  'invoice',
  'creditmemo',
  'shipment',
];

/** The set every kind of entity has, and two more of products. */
export function attributeSets(): Map<number, JsonObject> {
  const set = (id: number, name: string, sort_order: number, entity_type_id = id): JsonObject => ({
    attribute_set_id: id,
    attribute_set_name: name,
    sort_order,
    entity_type_id,
  });
  const rows = [
    set(1, 'Default', 2),
    set(2, 'Default', 2),
    ...[3, 4, 5, 6, 7, 8].map((id) => set(id, 'Default', 1)),
    set(9, 'Bag', 2, 4),
    set(10, 'Gear', 3, 4),
  ];
  return new Map(rows.map((row) => [Number(row.attribute_set_id), row]));
}

/** The attribute sets of products. */
export function productSets({ attributeSets: sets }: Pick<World, 'attributeSets'>): JsonObject[] {
  return [...sets.values()].filter(({ entity_type_id }) => entity_type_id === 4);
}

const groupNames = [
  'Product Details',
  'Content',
  'Images',
  'Search Engine Optimization',
  'Advanced Pricing',
  'Design',
  'Schedule Design Update',
  'Autosettings',
  'Gift Options',
];

/** The groups of attributes; their ids go out as text. */
export function attributeGroups(): JsonObject[] {
  const general = [1, 2, 3, 5, 6, 7, 8].map((set) => ['General', set] as const);
  const ofProducts = [4, 9, 10].flatMap((set) => groupNames.map((name) => [name, set] as const));
  return [...general, ...ofProducts].map(([attribute_group_name, attribute_set_id], at) => ({
    attribute_group_id: at + 1,
    attribute_group_name,
    attribute_set_id,
  }));
}
