import { type Caller, mayUse } from '../auth/callers.js';
import { internalError } from '../errors.js';
import type { Route } from '../installed/route.js';
import type { JsonObject } from '../json.js';
import type { SandboxRequest } from '../request.js';
import { splitTarget } from '../request.js';
import { hasRoute } from '../routing/availability.js';
import type { World } from '../store/world.js';
import { type PhpTree, parsePhpQuery } from '../wire/php-query.js';
import { definitionsFor } from './definitions.js';
import { operationOf } from './operation.js';

/**
 * The Swagger 2.0 document of `/rest/<store>/schema?services=…`: the services asked for, without the
 * operations the caller has no right to. One service nobody knows makes all of it fail, as in Magento.
 */
export function schemaDocument(request: SandboxRequest, world: World, caller: Caller): JsonObject {
  const { path, query } = splitTarget(request.target);
  const basePath = path.slice(0, path.lastIndexOf('/schema'));
  // The schema of bulk requests is that of the plain ones, as recorded.
  const queued = /\/async$/.test(basePath);
  const asked = askedServices(parsePhpQuery(query), world);
  const routes = installedRoutes(world).filter(
    (route) =>
      (asked === undefined || asked.has(route.tag)) &&
      mayUse(caller, route.resources) &&
      !(queued && route.key.startsWith('GET ')),
  );
  const tags = [...new Set(routes.map(({ tag }) => tag))].sort();
  return {
    swagger: '2.0',
    info: { version: world.settings.version.slice(0, 3), title: `Magento ${editionName(world)}` },
    host: request.host,
    basePath,
    schemes: [request.scheme],
    tags: tags.map((name) => ({ name, description: '' })),
    paths: pathsOf(routes, queued),
    definitions: definitionsFor(routes, world.installed.types),
  };
}

/** The services named; undefined for all of them. */
function askedServices({ services = 'all' }: PhpTree, world: World): Set<string> | undefined {
  if (services === 'all') {
    if (world.settings.brokenSchema) throw internalError();
    return undefined;
  }
  const asked = new Set(typeof services === 'string' ? services.split(',') : []);
  const known = new Set(installedRoutes(world).map(({ tag }) => tag));
  if (asked.size === 0 || [...asked].some((name) => !known.has(name))) throw internalError();
  return asked;
}

function installedRoutes({ installed, settings }: World): readonly Route[] {
  return installed.routes.filter((route) => hasRoute(route, settings));
}

function pathsOf(routes: readonly Route[], queued: boolean): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    const [verb = '', path = ''] = route.key.split(' ');
    paths[path] = { ...paths[path], [verb.toLowerCase()]: operationOf(route, queued) };
  }
  return paths;
}

function editionName({ settings }: World): string {
  return settings.edition === 'open-source' ? 'Community' : 'Enterprise';
}
