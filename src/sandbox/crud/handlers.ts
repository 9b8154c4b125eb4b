import { type Call, type Handler, type Handlers, pathId } from '../call.js';
import { missing, noSuchEntity } from '../errors.js';
import { isScalarType, snakeCase } from '../input/convert.js';
import { type JsonObject, numberAt, objectAt } from '../json.js';
import { readCriteria } from '../search/criteria.js';
import { searchBy } from '../search/run.js';
import { nextId } from '../store/world.js';
import type { Entity } from './entity.js';

/** The handlers of a simple kind of rows. */
export function crudHandlers(entity: Entity): Handlers {
  const { list, get, create, update, remove } = entity.routes;
  return Object.fromEntries([
    ...entry(list, (call) => listRows(entity, call)),
    ...entry(get, (call) => rendered(entity, call, rowOfPath(entity, call, get))),
    ...entry(create, (call) => save(entity, call, undefined)),
    ...entry(update, (call) => save(entity, call, existingRow(entity, call, update))),
    ...entry(remove, (call) => removeRow(entity, call, rowOfPath(entity, call, remove))),
  ]);
}

function entry(route: string | undefined, handler: Handler): readonly [string, Handler][] {
  return route === undefined ? [] : [[route, handler]];
}

function listRows(entity: Entity, call: Call): unknown {
  const { world } = call;
  const scalars = scalarsOf(entity, call);
  const { columns = {} } = entity;
  return searchBy(call, readCriteria(call, entity.optionalCriteria), {
    rows: entity.rows(world).values(),
    has: (field) => field in columns || scalars.has(field),
    column: (row, field) => columns[field]?.(row, world) ?? row[field],
    render: (row) => rendered(entity, call, row),
    unknownField: 'hidden',
  });
}

function scalarsOf({ type }: Entity, { world }: Call): ReadonlySet<string> {
  const members = [...(world.installed.types.membersOf(type) ?? [])];
  return new Set(members.filter(([, member]) => isScalarType(member.type)).map(([name]) => name));
}

function rendered({ render }: Entity, { world }: Call, row: JsonObject): JsonObject {
  return render === undefined ? row : render(row, world);
}

function rowOfPath(entity: Entity, call: Call, route = ''): JsonObject {
  const parameter = parameterOf(route) ?? 'id';
  return rowById(entity, call, pathId(call, parameter), parameter);
}

function rowById(entity: Entity, { world }: Call, id: number, parameter: string): JsonObject {
  const row = entity.rows(world).get(id);
  if (row !== undefined) return row;
  throw entity.absent?.(id) ?? noSuchEntity(parameter, id);
}

/** The last parameter of a route. */
function parameterOf(route: string): string | undefined {
  return /\{(\w+)\}[^{}]*$/.exec(route)?.[1];
}

/** The row an update is about: Magento asks the body first. */
function existingRow(entity: Entity, call: Call, route = ''): JsonObject {
  const parameter = parameterOf(route);
  const inBody = numberAt(objectAt(call.input, entity.argument), entity.id);
  const inPath = parameter === undefined ? undefined : pathId(call, parameter);
  const id = inBody ?? inPath;
  if (id === undefined) throw missing(entity.id);
  return rowById(entity, call, id, parameter ?? snakeCase(entity.id));
}

function save(entity: Entity, call: Call, existing: JsonObject | undefined): unknown {
  const { world } = call;
  const sent = objectAt(call.input, entity.argument);
  const whole: JsonObject = { ...entity.defaults, ...existing, ...sent };
  const absent = (entity.required ?? []).filter((name) => isEmpty(whole[name]));
  if (absent.length > 0) throw missing(...absent);
  const completed = entity.complete?.({ world, existing, sent });
  const id = existing === undefined ? nextId(world, entity.table) : Number(existing[entity.id]);
  const row: JsonObject = { ...whole, ...completed, [entity.id]: id };
  entity.rows(world).set(id, row);
  switch (entity.answers ?? 'row') {
    case 'row':
      return rendered(entity, call, row);
    case 'id':
      return id;
    case 'text of the id when created':
      return existing === undefined ? String(id) : id;
    case 'nothing':
      return undefined;
  }
}

function removeRow(entity: Entity, { world }: Call, row: JsonObject): unknown {
  entity.keep?.(row, world);
  entity.rows(world).delete(Number(row[entity.id]));
  return entity.deletes === 'nothing' ? undefined : true;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
