import { routes as ownRoutes } from '../../../generated/routes.js';
import { handlers } from '../entities/index.js';
import type { SandboxExtension } from './extension.js';
import { createRouteFinder, type RouteFinder } from './find-route.js';
import { routesOf, typesOf } from './read-extension.js';
import { type Route, readRoute } from './route.js';
import { createTypes, type Types } from './types.js';

/** The code of a store: what a reset of its data leaves as it is. */
export interface Installed {
  readonly extensions: readonly SandboxExtension[];
  readonly types: Types;
  readonly routes: readonly Route[];
  readonly findRoute: RouteFinder;
}

/** Magento with some modules of a shop's own; a route of theirs takes the place of Magento's. */
export function createInstalled(extensions: readonly SandboxExtension[]): Installed {
  const byKey = new Map<string, Route>();
  for (const line of ownRoutes) {
    const route = readRoute(line);
    byKey.set(route.key, { ...route, handler: handlers[route.key] });
  }
  for (const route of extensions.flatMap(routesOf)) byKey.set(route.key, route);
  const routes = [...byKey.values()];
  return {
    extensions,
    types: createTypes(extensions.map(typesOf)),
    routes,
    findRoute: createRouteFinder(routes),
  };
}
