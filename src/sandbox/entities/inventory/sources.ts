import { type Call, type Handlers, pathText } from '../../call.js';
import { failure, noSuchEntity } from '../../errors.js';
import { booleanAt, type JsonObject, numberAt, objectAt, textAt } from '../../json.js';
import { countries } from '../../store/countries.js';
import { empty, listOf, type Problem, refuseAll } from './common.js';

/** Sources: the places stock lies. */
export const sourceHandlers: Handlers = {
  'GET /V1/inventory/sources': (call) => listOf(call, call.world.sources.values(), columns, true),
  'GET /V1/inventory/sources/{sourceCode}': sourceOfPath,
  'POST /V1/inventory/sources': (call) =>
    save(call, textAt(objectAt(call.input, 'source'), 'source_code')),
  'PUT /V1/inventory/sources/{sourceCode}': (call) => save(call, pathText(call, 'sourceCode')),
};

const columns = ['source_code', 'name', 'enabled', 'country_id', 'postcode', 'region_id', 'city'];

function sourceOfPath(call: Call): JsonObject {
  const code = pathText(call, 'sourceCode');
  const source = call.world.sources.get(code);
  if (source !== undefined) return source;
  throw failure(404, 'Source with code "%value" does not exist.', { value: code });
}

function save({ world, input }: Call, code: string | undefined): undefined {
  const sent = objectAt(input, 'source');
  const existing = world.sources.get(code ?? '');
  const extension = {
    is_pickup_location_active: false,
    frontend_name: textAt({ ...existing, ...sent }, 'name') ?? '',
    ...objectAt(existing ?? {}, 'extension_attributes'),
    ...objectAt(sent, 'extension_attributes'),
  };
  const source: JsonObject = {
    enabled: true,
    use_default_carrier_config: true,
    carrier_links: [],
    ...existing,
    ...sent,
    source_code: code,
    extension_attributes: extension,
  };
  refuseAll(problemsOf(source, extension.is_pickup_location_active));
  const country = textAt(source, 'country_id');
  if (!countries.some(({ id }) => id === country)) throw noSuchEntity('countryId', country ?? null);
  world.sources.set(code ?? '', source);
  return undefined;
}

function problemsOf(source: JsonObject, isPickup: boolean): readonly Problem[] {
  const needed = ['source_code', 'name', 'postcode', 'country_id'].map((field) =>
    isEmpty(source, field) ? empty(field) : undefined,
  );
  const forPickup = ['city', 'street', 'latitude', 'longitude'].map((field) =>
    isPickup && isEmpty(source, field)
      ? { field, problem: 'can not be empty for Pickup Location.' }
      : undefined,
  );
  const isDisabledDefault =
    source.source_code === 'default' && booleanAt(source, 'enabled') === false;
  if (isDisabledDefault) throw failure(400, 'Default source can not be disabled');
  return [...needed, ...forPickup].filter((problem) => problem !== undefined);
}

function isEmpty(source: JsonObject, field: string): boolean {
  const value = numberAt(source, field) ?? textAt(source, field);
  return value === undefined || value === '';
}
