import { missing } from '../errors.js';
import { mergedInput, type RawInput, readArguments, valueInEntity } from '../input/arguments.js';
import { readBody } from '../input/body.js';
import type { InputRules } from '../input/rules.js';
import type { RouteMatch } from '../installed/find-route.js';
import type { Route } from '../installed/route.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import type { SandboxRequest } from '../request.js';
import type { PhpTree } from '../wire/php-query.js';

/** One item of an asynchronous request, checked. */
export interface Item {
  readonly id: number | string;
  /** As it was sent, path parameters included. */
  readonly raw: JsonObject;
  readonly path: Readonly<Record<string, string>>;
  /** Arguments of the service, names and values as declared. */
  readonly input: JsonObject;
}

/** The one item of `async/V1/…`. */
export function readSingleItem(
  request: SandboxRequest,
  { route, path }: RouteMatch,
  query: PhpTree,
  rules: InputRules,
): readonly Item[] {
  const body = request.method === 'DELETE' ? {} : readBody(request);
  const raw: RawInput = { route, path, query, body, rules };
  return [{ id: 0, raw: mergedInput(raw), path, input: readArguments(raw) }];
}

/**
 * The items of `async/bulk/V1/…`, by their keys. One that does not fit refuses them all; one that is no
 * object is passed over.
 */
export function readBulkItems(
  request: SandboxRequest,
  { route }: RouteMatch,
  rules: InputRules,
): readonly Item[] {
  return Object.entries(readBody(request)).flatMap(([key, body]) => {
    if (!isObject(body)) return [];
    const path = pathFrom(route, body, rules);
    const input = readArguments({ route, path, query: {}, body, rules });
    return [{ id: /^\d+$/.test(key) ? Number(key) : key, raw: body, path, input }];
  });
}

/** What the plain route has in its path stands in the item: `sku`, `quoteId` or `quote_id`. */
function pathFrom(route: Route, body: JsonObject, rules: InputRules): Record<string, string> {
  const names = route.template
    .filter((part) => part.startsWith('{'))
    .map((part) => part.slice(1, -1));
  const path: Record<string, string> = {};
  for (const name of names) {
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const value: Json | undefined =
      body[name] ?? body[snake] ?? valueInEntity({ route, body, rules }, name);
    if (value === undefined) throw missing(name);
    if (value !== null) path[name] = String(value);
  }
  return path;
}
