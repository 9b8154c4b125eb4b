import { type Call, type Handlers, pathId, pathText } from '../call.js';
import { failure, noSuchEntity } from '../errors.js';
import type { Json, JsonObject } from '../json.js';
import { numberAt, objectAt, objectsAt, textAt } from '../json.js';
import { storeById, valueIn, writeValues } from '../scope.js';
import { search } from '../search/run.js';
import type { Category, Values } from '../store/rows.js';
import { productBySku } from '../store/stock.js';
import { nextId, nowText, type World } from '../store/world.js';
import {
  ancestors,
  below,
  nextPosition,
  ownMembers,
  renderCategory,
  renderTree,
} from './category-tree.js';
import { slug } from './products/save.js';

/** Categories and the products in them. */
export const categoryHandlers: Handlers = {
  'GET /V1/categories': (call) => {
    const root = numberAt(call.input, 'rootCategoryId') ?? (call.store.id === 0 ? 1 : 2);
    const depth = numberAt(call.input, 'depth') ?? Number.POSITIVE_INFINITY;
    return renderTree(call, categoryById(call.world, root), depth);
  },
  'GET /V1/categories/list': (call) =>
    search(call, {
      rows: call.world.categories.values(),
      has: (field) => field in columns || knownAttributes.includes(field),
      column: (category, field) =>
        columns[field]?.(call.world, category) ?? valueIn(category.values, call.store.id, field),
      render: (category) => renderCategory(call.world, category, call.store.id),
      unknownField: 'named',
    }),
  'GET /V1/categories/{categoryId}': (call) => {
    const store =
      storeById(call.world, numberAt(call.input, 'storeId') ?? call.store.id) ?? call.store;
    return renderCategory(call.world, ofPath(call), store.id);
  },
  'POST /V1/categories': save,
  'PUT /V1/categories/{id}': save,
  'DELETE /V1/categories/{categoryId}': (call) => {
    const category = ofPath(call);
    if (category.id <= 2) throw failure(400, 'Cannot delete category with id %1', [category.id]);
    for (const { id } of below(call.world, category)) call.world.categories.delete(id);
    return true;
  },
  'PUT /V1/categories/{categoryId}/move': (call) => {
    const category = ofPath(call);
    const parent = categoryById(call.world, numberAt(call.input, 'parentId') ?? 0);
    if (below(call.world, category).includes(parent)) {
      throw failure(
        400,
        'Operation do not allow to move a parent category to any of children category',
      );
    }
    category.parentId = parent.id;
    category.position = nextPosition(call.world, parent.id);
    return true;
  },
  'GET /V1/categories/{categoryId}/products': (call) => {
    const { id, products } = ofPath(call);
    return [...products].flatMap(([productId, position]) => {
      const sku = call.world.products.get(productId)?.sku;
      return sku === undefined ? [] : [{ sku, position, category_id: String(id) }];
    });
  },
  'POST /V1/categories/{categoryId}/products': assign,
  'PUT /V1/categories/{categoryId}/products': assign,
  'DELETE /V1/categories/{categoryId}/products/{sku}': (call) => {
    const category = ofPath(call);
    const product = productBySku(call.world, pathText(call, 'sku'));
    if (category.products.delete(product.id)) return true;
    throw failure(400, "The category doesn't contain the specified product.");
  },
};

const knownAttributes = [
  ...ownMembers,
  'url_key',
  'description',
  'is_anchor',
  'display_mode',
  'meta_title',
];

const columns: Readonly<Record<string, (world: World, category: Category) => Json>> = {
  entity_id: (_, { id }) => id,
  parent_id: (_, { parentId }) => parentId,
  position: (_, { position }) => position,
  level: (world, category) => ancestors(world, category).length - 1,
  path: (world, category) => ancestors(world, category).join('/'),
  created_at: (_, { createdAt }) => createdAt,
  updated_at: (_, { updatedAt }) => updatedAt,
};

/** Adds a category below a parent. Used by the seed too. */
export function addCategory(world: World, parentId: number, values: Values): Category {
  const category: Category = {
    id: nextId(world, 'category'),
    parentId,
    position: parentId === 0 ? 0 : nextPosition(world, parentId),
    createdAt: nowText(world),
    updatedAt: nowText(world),
    values: new Map([[0, values]]),
    products: new Map(),
  };
  world.categories.set(category.id, category);
  return category;
}

function save(call: Call): JsonObject {
  const { world } = call;
  const input = objectAt(call.input, 'category');
  const id = numberAt(input, 'id');
  const existing = id === undefined ? undefined : categoryById(world, id);
  const values = valuesFrom(input);
  if (existing === undefined) checkRequired(values);
  const category =
    existing ??
    addCategory(world, parentOf(world, input).id, { include_in_menu: true, is_anchor: '1' });
  if (existing === undefined && values.url_key === undefined)
    values.url_key = slug(String(values.name));
  writeValues(category.values, existing === undefined ? 0 : call.store.id, values);
  category.position = numberAt(input, 'position') ?? category.position;
  category.updatedAt = nowText(world);
  return renderCategory(world, category, call.store.id);
}

function parentOf(world: World, input: JsonObject): Category {
  const id = numberAt(input, 'parent_id');
  if (id === undefined) throw noSuchEntity('id', '0');
  return categoryById(world, id);
}

function valuesFrom(input: JsonObject): Values {
  const values: Values = {};
  for (const member of ownMembers) {
    const value = input[member];
    if (value !== undefined) values[member] = value;
  }
  for (const attribute of objectsAt(input, 'custom_attributes')) {
    values[textAt(attribute, 'attribute_code') ?? ''] = attribute.value ?? null;
  }
  return values;
}

function checkRequired(values: Values): void {
  const empty =
    values.name === undefined
      ? 'Category Name'
      : values.is_active === undefined
        ? 'Is Active'
        : undefined;
  if (empty === undefined) return;
  const problem = `The "${empty}" attribute value is empty. Set the attribute and try again.`;
  throw failure(400, 'Could not save category: %1', [problem]);
}

function assign(call: Call): boolean {
  const link = objectAt(call.input, 'productLink');
  const id = textAt(link, 'category_id') ?? pathText(call, 'categoryId');
  const category = call.world.categories.get(Number(id));
  if (category === undefined) throw noSuchEntity('id', id);
  const product = productBySku(call.world, textAt(link, 'sku') ?? '');
  category.products.set(product.id, numberAt(link, 'position') ?? 0);
  return true;
}

function ofPath(call: Call): Category {
  return categoryById(call.world, pathId(call, 'categoryId'));
}

function categoryById(world: World, id: number): Category {
  const category = world.categories.get(id);
  if (category === undefined) throw noSuchEntity('id', id);
  return category;
}
