import { type Call, type Handlers, pathId } from '../call.js';
import { crudHandlers } from '../crud/handlers.js';
import { failure, noSuchEntity } from '../errors.js';
import { type JsonObject, numberAt } from '../json.js';
import { tableOf } from '../store/tables.js';
import type { World } from '../store/world.js';

/** Groups of customers; the first four are there in every store. */
export const customerGroupHandlers: Handlers = {
  ...crudHandlers({
    routes: {
      list: 'GET /V1/customerGroups/search',
      get: 'GET /V1/customerGroups/{id}',
      create: 'POST /V1/customerGroups',
      update: 'PUT /V1/customerGroups/{id}',
      remove: 'DELETE /V1/customerGroups/{id}',
    },
    rows: (world) => world.customerGroups,
    table: 'customerGroup',
    id: 'id',
    argument: 'group',
    type: 'customer-data-group-interface',
    columns: {
      customer_group_id: (group) => group.id,
      customer_group_code: (group) => group.code,
    },
    required: ['code'],
    defaults: { tax_class_id: 3 },
    complete: ({ world, existing, sent }) => {
      const twin = [...world.customerGroups.values()].find(
        (group) => group !== existing && group.code === sent.code,
      );
      if (twin !== undefined) throw failure(400, 'Customer Group already exists.');
      return { tax_class_name: taxClassName(world, { ...existing, ...sent }) };
    },
    keep: (group, world) => {
      if (isReserved(group.id) || group.id === world.defaultCustomerGroup) {
        throw failure(400, 'Cannot delete group.');
      }
    },
  }),
  'GET /V1/customerGroups/default': ({ world }) => groupById(world, world.defaultCustomerGroup),
  'GET /V1/customerGroups/default/{storeId}': ({ world }) =>
    groupById(world, world.defaultCustomerGroup),
  'PUT /V1/customerGroups/default/{id}': (call) => {
    const { id } = groupById(call.world, pathId(call, 'id'));
    call.world.defaultCustomerGroup = Number(id);
    return id;
  },
  // Answers whether the group may not be deleted.
  'GET /V1/customerGroups/{id}/permissions': (call: Call) =>
    isReserved(groupById(call.world, pathId(call, 'id')).id),
};

function isReserved(id: unknown): boolean {
  return id === 0;
}

function taxClassName(world: World, group: JsonObject): JsonObject[string] {
  const id = numberAt(group, 'tax_class_id') ?? 3;
  const taxClass = tableOf('taxClass')(world).get(id);
  if (taxClass?.class_type === 'CUSTOMER') return taxClass.class_name;
  throw failure(400, 'Invalid value of "%value" provided for the %fieldName field.', {
    fieldName: 'taxClassId',
    value: id,
  });
}

function groupById(world: World, id: number): JsonObject {
  const group = world.customerGroups.get(id);
  if (group === undefined) throw noSuchEntity('id', id);
  return group;
}
