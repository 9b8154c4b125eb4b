import type { Call } from '../call.js';
import type { JsonObject } from '../json.js';
import { valueIn, valuesIn } from '../scope.js';
import type { Category, Values } from '../store/rows.js';
import type { World } from '../store/world.js';

/** Members of a category that have a place of their own. */
export const ownMembers: readonly string[] = [
  'name',
  'is_active',
  'include_in_menu',
  'available_sort_by',
];

/** Direct children in their order. */
export function childrenOf(world: World, id: number): readonly Category[] {
  return [...world.categories.values()]
    .filter((category) => category.parentId === id)
    .sort((a, b) => a.position - b.position);
}

/** The category and everything below it. */
export function below(world: World, category: Category): readonly Category[] {
  return [category, ...childrenOf(world, category.id).flatMap((child) => below(world, child))];
}

/** Ids from the root down to the category itself. */
export function ancestors(world: World, category: Category): readonly number[] {
  const parent = world.categories.get(category.parentId);
  return parent === undefined ? [category.id] : [...ancestors(world, parent), category.id];
}

/** The place behind the last child. */
export function nextPosition(world: World, parentId: number): number {
  return Math.max(0, ...childrenOf(world, parentId).map(({ position }) => position)) + 1;
}

/** A category as a store view sees it. */
export function renderCategory(world: World, category: Category, storeId: number): JsonObject {
  const values = valuesIn(category.values, storeId);
  const ids = ancestors(world, category);
  const urlPath = ids
    .map((id) => valueIn(world.categories.get(id)?.values ?? new Map(), storeId, 'url_key'))
    .filter((key) => typeof key === 'string');
  const custom: Values = {
    ...Object.fromEntries(
      Object.entries(values).filter(([code]) => !ownMembers.includes(code) && code !== 'url_key'),
    ),
    path: ids.join('/'),
    children_count: String(below(world, category).length - 1),
    ...(urlPath.length > 0 && { url_key: values.url_key ?? null, url_path: urlPath.join('/') }),
  };
  return {
    id: category.id,
    parent_id: category.parentId,
    name: values.name,
    is_active: values.is_active,
    position: category.position,
    level: ids.length - 1,
    children: childrenOf(world, category.id)
      .map(({ id }) => id)
      .join(','),
    created_at: category.createdAt,
    updated_at: category.updatedAt,
    path: ids.join('/'),
    available_sort_by: values.available_sort_by,
    include_in_menu: values.include_in_menu ?? true,
    custom_attributes: Object.entries(custom).map(([attribute_code, value]) => ({
      attribute_code,
      value,
    })),
  };
}

/** A category and what is below it, down to a depth. */
export function renderTree(call: Call, category: Category, depth: number): JsonObject {
  const { world, store } = call;
  const inside = new Set(below(world, category).flatMap(({ products }) => [...products.keys()]));
  const children = depth <= 0 ? [] : childrenOf(world, category.id);
  return {
    id: category.id,
    parent_id: category.parentId,
    name: valueIn(category.values, store.id, 'name') ?? null,
    is_active: valueIn(category.values, store.id, 'is_active') ?? null,
    position: category.position,
    level: ancestors(world, category).length - 1,
    product_count: category.id <= 2 ? 0 : inside.size,
    children_data: children.map((child) => renderTree(call, child, depth - 1)),
  };
}
