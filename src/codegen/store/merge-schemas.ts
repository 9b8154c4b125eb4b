import { isObject, member, objectOf, shown } from '../tidy/json.js';
import type { Warn } from '../warning.js';
import { canonicalJson } from './canonical.js';

/** Puts the schemas of single services together. Where two differ about one thing, the first one counts. */
export function mergeSchemas(parts: readonly unknown[], warn: Warn): unknown {
  const paths = new Map<string, Map<string, unknown>>();
  const definitions = new Map<string, unknown>();
  const put = (target: Map<string, unknown>, place: string, name: string, value: unknown) => {
    const known = target.get(name);
    if (known === undefined) target.set(name, value);
    else if (canonicalJson(known) !== canonicalJson(value)) {
      warn(place, 'Two services declare it differently; the first one counts.');
    }
  };
  for (const part of parts) {
    for (const [path, item] of Object.entries(objectOf(member(part, 'paths')))) {
      const methods = paths.get(path) ?? new Map<string, unknown>();
      paths.set(path, methods);
      for (const [method, one] of Object.entries(isObject(item) ? item : {})) {
        put(methods, `${method.toUpperCase()} ${shown(path)}`, method, one);
      }
    }
    for (const [name, one] of Object.entries(objectOf(member(part, 'definitions')))) {
      put(definitions, `definitions › ${shown(name)}`, name, one);
    }
  }
  return {
    swagger: '2.0',
    info: member(parts[0], 'info'),
    paths: Object.fromEntries([...paths].map(([path, item]) => [path, Object.fromEntries(item)])),
    definitions: Object.fromEntries(definitions),
  };
}
