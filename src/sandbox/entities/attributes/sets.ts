import type { Call, Handlers } from '../../call.js';
import { pathId, pathText } from '../../call.js';
import { crudHandlers } from '../../crud/handlers.js';
import { failure, noSuchEntity } from '../../errors.js';
import { type JsonObject, numberAt, objectAt, textAt } from '../../json.js';
import { search } from '../../search/run.js';
import { entityTypes, productSets } from '../../store/attribute-sets.js';
import { nextId, type World } from '../../store/world.js';
import { attributeByCode, renderAttribute } from './render.js';

/** Attribute sets: those of products by routes of their own, those of everything by the others. */
export const attributeSetHandlers: Handlers = {
  ...crudHandlers({
    routes: {
      list: 'GET /V1/eav/attribute-sets/list',
      get: 'GET /V1/eav/attribute-sets/{attributeSetId}',
      update: 'PUT /V1/eav/attribute-sets/{attributeSetId}',
      remove: 'DELETE /V1/eav/attribute-sets/{attributeSetId}',
    },
    rows: (world) => world.attributeSets,
    table: 'attributeSet',
    id: 'attribute_set_id',
    argument: 'attributeSet',
    type: 'eav-data-attribute-set-interface',
    columns: { entity_type_code: ({ entity_type_id }) => codeOf(entity_type_id) },
    required: ['attribute_set_name'],
    keep: keepDefault,
    absent: (id) => noSuchEntity('id', id),
  }),
  'POST /V1/eav/attribute-sets': (call) =>
    createSet(call, textAt(call.input, 'entityTypeCode') ?? ''),
  'GET /V1/products/attribute-sets/sets/list': (call) =>
    search(call, {
      rows: productSets(call.world),
      has: (field) => field === 'entity_type_code' || columns.includes(field),
      column: (set, field) => (field === 'entity_type_code' ? 'catalog_product' : set[field]),
      render: (set) => set,
      unknownField: 'hidden',
    }),
  'POST /V1/products/attribute-sets': (call) => createSet(call, 'catalog_product'),
  'GET /V1/products/attribute-sets/{attributeSetId}': (call) => setOfPath(call),
  'PUT /V1/products/attribute-sets/{attributeSetId}': (call) => {
    const sent = objectAt(call.input, 'attributeSet');
    if (numberAt(sent, 'entity_type_id') !== 4) {
      throw failure(400, 'Provided Attribute set non product Attribute set.');
    }
    const changed = { ...setOfPath(call), ...sent };
    call.world.attributeSets.set(Number(changed.attribute_set_id), changed);
    return changed;
  },
  'DELETE /V1/products/attribute-sets/{attributeSetId}': (call) => {
    const set = setOfPath(call);
    keepDefault(set);
    return call.world.attributeSets.delete(Number(set.attribute_set_id));
  },
  'GET /V1/products/attribute-sets/{attributeSetId}/attributes': (call) => {
    setOfPath(call);
    return [...call.world.attributes.values()].map((attribute) =>
      renderAttribute(attribute, call.store.id),
    );
  },
  'POST /V1/products/attribute-sets/attributes': (call) => {
    productSet(call.world, numberAt(call.input, 'attributeSetId') ?? 0);
    attributeByCode(call.world, textAt(call.input, 'attributeCode') ?? '');
    // The id of the assignment, not of the attribute.
    return String(nextId(call.world, 'attributeAssignment'));
  },
  'DELETE /V1/products/attribute-sets/{attributeSetId}/attributes/{attributeCode}': (call) => {
    setOfPath(call);
    const { isUserDefined } = attributeByCode(call.world, pathText(call, 'attributeCode'));
    if (isUserDefined) return true;
    throw failure(400, "The system attribute can't be deleted.");
  },
};

const columns = ['attribute_set_id', 'attribute_set_name', 'sort_order', 'entity_type_id'];

function createSet({ world, input }: Call, code: string): JsonObject {
  const entity_type_id = entityTypes.indexOf(code);
  if (entity_type_id < 1) throw failure(400, `Invalid entity_type specified: ${code}`);
  const sent = objectAt(input, 'attributeSet');
  const name = textAt(sent, 'attribute_set_name') ?? '';
  if (name === '')
    throw failure(400, 'The attribute set name is empty. Enter the name and try again.');
  const skeleton = world.attributeSets.get(numberAt(input, 'skeletonId') ?? 0);
  if (skeleton === undefined) throw noSuchEntity('id', numberAt(input, 'skeletonId') ?? 0);
  const twin = [...world.attributeSets.values()].find(
    (set) => set.attribute_set_name === name && set.entity_type_id === entity_type_id,
  );
  if (twin !== undefined) {
    throw failure(
      400,
      `A "${name}" attribute set name already exists. Create a new name and try again.`,
    );
  }
  const set = {
    attribute_set_id: nextId(world, 'attributeSet'),
    attribute_set_name: name,
    sort_order: numberAt(sent, 'sort_order') ?? null,
    entity_type_id,
  };
  world.attributeSets.set(set.attribute_set_id, set);
  return set;
}

function setOfPath(call: Call): JsonObject {
  return productSet(call.world, pathId(call, 'attributeSetId'));
}

function productSet(world: World, id: number): JsonObject {
  const set = world.attributeSets.get(id);
  if (set?.entity_type_id !== 4) throw noSuchEntity('id', id);
  return set;
}

function keepDefault({ attribute_set_id, attribute_set_name }: JsonObject): void {
  if (Number(attribute_set_id) > 8 || attribute_set_name !== 'Default') return;
  throw failure(400, "The default attribute set can't be deleted.");
}

function codeOf(entityTypeId: JsonObject[string]): string {
  return entityTypes[Number(entityTypeId)] ?? '';
}
