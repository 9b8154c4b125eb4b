import { urlDecode } from '../wire/php-query.js';
import type { Route } from './route.js';

/** A route with the values of its path parameters. */
export interface RouteMatch {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

/** Finds the route for a verb and a path; undefined when there is none. */
export type RouteFinder = (verb: string, segments: readonly string[]) => RouteMatch | undefined;

/** Builds the finder. Literal segments beat parameters, the leftmost first. */
export function createRouteFinder(routes: readonly Route[]): RouteFinder {
  const byShape = new Map<string, Route[]>();
  for (const route of routes) {
    const shape = `${route.key.slice(0, route.key.indexOf(' '))} ${route.template.length}`;
    const list = byShape.get(shape);
    if (list === undefined) byShape.set(shape, [route]);
    else list.push(route);
  }
  const ranks = new Map(routes.map((route) => [route, rank(route)]));
  const rankOf = (route: Route): string => ranks.get(route) ?? '';
  for (const list of byShape.values()) list.sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
  return (verb, segments) => {
    for (const route of byShape.get(`${verb} ${segments.length}`) ?? []) {
      const path = matchTemplate(route.template, segments);
      if (path !== undefined) return { route, path };
    }
    return undefined;
  };
}

function rank(route: Route): string {
  return route.template.map((part) => (part.startsWith('{') ? '1' : '0')).join('');
}

function matchTemplate(
  template: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const path: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== segment) return undefined;
    } else if (segment === '') {
      return undefined;
    } else {
      path[part.slice(1, -1)] = urlDecode(segment);
    }
  }
  return path;
}
