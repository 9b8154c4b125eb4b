import type { Call, Handlers } from '../../call.js';
import { pathId } from '../../call.js';
import { crudHandlers } from '../../crud/handlers.js';
import { failure, noSuchEntity } from '../../errors.js';
import { type JsonObject, numberAt, objectAt } from '../../json.js';
import { tableOf } from '../../store/tables.js';
import { nextId, type World } from '../../store/world.js';

const groups = tableOf('attributeGroup');

/** Groups of attributes in a set. */
export const attributeGroupHandlers: Handlers = {
  ...crudHandlers({
    routes: {
      list: 'GET /V1/products/attribute-sets/groups/list',
      remove: 'DELETE /V1/products/attribute-sets/groups/{groupId}',
    },
    rows: groups,
    table: 'attributeGroup',
    id: 'attribute_group_id',
    argument: 'group',
    type: 'eav-data-attribute-group-interface',
    render,
  }),
  'POST /V1/products/attribute-sets/groups': (call) => save(call, undefined),
  'PUT /V1/products/attribute-sets/{attributeSetId}/groups': (call) =>
    save(call, pathId(call, 'attributeSetId')),
};

function save({ world, input }: Call, setId: number | undefined): JsonObject {
  const sent = objectAt(input, 'group');
  const attribute_set_id = setId ?? numberAt(sent, 'attribute_set_id') ?? null;
  if (!world.attributeSets.has(attribute_set_id ?? 0)) {
    throw noSuchEntity('attributeSetId', attribute_set_id);
  }
  const given = numberAt(sent, 'attribute_group_id');
  if (given !== undefined && !groups(world).has(given)) {
    throw noSuchEntity('attributeGroupId', String(given));
  }
  const group = {
    ...groups(world).get(given ?? 0),
    ...sent,
    attribute_group_id: given ?? nextId(world, 'attributeGroup'),
    attribute_set_id,
  };
  checkName(world, group);
  groups(world).set(group.attribute_group_id, group);
  return render(group);
}

function checkName(world: World, group: JsonObject): void {
  const twin = [...groups(world).values()].find(
    (other) =>
      other.attribute_set_id === group.attribute_set_id &&
      other.attribute_group_id !== group.attribute_group_id &&
      other.attribute_group_name === group.attribute_group_name,
  );
  if (twin !== undefined) throw failure(400, "The attributeGroup can't be saved.");
}

function render({ attribute_group_id, ...group }: JsonObject): JsonObject {
  return { attribute_group_id: String(attribute_group_id), ...group };
}
