import type { RouteFinder, RouteMatch } from '../installed/find-route.js';

/**
 * The route of a bulk path, which says `bySku` where the plain one says `{sku}`; undefined when there is
 * none. `PUT products` is short for `PUT products/bySku`.
 */
export function findBulkRoute(
  findRoute: RouteFinder,
  verb: string,
  segments: readonly string[],
): RouteMatch | undefined {
  const short = verb === 'PUT' && segments.length === 2 && segments[1] === 'products';
  const full = short ? [...segments, 'bySku'] : segments;
  const match = findRoute(verb, full);
  if (match === undefined || !isSpelledOut(match, full)) return undefined;
  // The values stand in each item, not in the path.
  return { route: match.route, path: {} };
}

function isSpelledOut({ route }: RouteMatch, segments: readonly string[]): boolean {
  return route.template.every((part, index) => {
    const name = part.startsWith('{') ? part.slice(1, -1) : undefined;
    if (name === undefined) return true;
    return segments[index] === `by${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  });
}
