import { routes } from '../../../generated/routes.js';
import { urlDecode } from '../wire/php-query.js';

/** A route of the store and what it takes. */
export interface Route {
  /** `GET /V1/products/{sku}`: the key of handlers and input tables. */
  readonly key: string;
  readonly template: readonly string[];
  /** ACL ids, or `anonymous`, or `self`. */
  readonly resources: readonly string[];
  /** `catalog/ProductRepositoryInterface::save`; undefined where it is not known. */
  readonly service?: string;
}

/** A route with the values of its path parameters. */
export interface RouteMatch {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

/** Finds the route for a verb and a path; undefined when there is none. */
export type RouteFinder = (verb: string, segments: readonly string[]) => RouteMatch | undefined;

/** Builds the finder. Literal segments beat parameters, the leftmost first. */
export function createRouteFinder(): RouteFinder {
  const byShape = new Map<string, Route[]>();
  for (const line of routes) {
    const [verb = '', template = '', resources = '', service] = line.split(' ');
    const parts = template.replace(/\/$/, '').slice(1).split('/');
    const shape = `${verb} ${parts.length}`;
    const route = {
      key: `${verb} ${template}`,
      template: parts,
      resources: resources.split(','),
      ...(service !== undefined && { service }),
    };
    byShape.set(shape, [...(byShape.get(shape) ?? []), route]);
  }
  for (const list of byShape.values()) list.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
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
