/**
 * A copy of plain data: objects, lists, maps and sets, at any depth. What is there twice is there twice in the
 * copy, too. Functions and instances of classes are shared, and so is what `shared` names.
 */
export function copyOf<T>(value: T, shared: Iterable<object> = []): T {
  const copies = new Map<unknown, unknown>([...shared].map((one) => [one, one]));
  const copy = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    if (copies.has(one)) return copies.get(one);
    if (Array.isArray(one)) {
      const list: unknown[] = [];
      copies.set(one, list);
      for (const item of one) list.push(copy(item));
      return list;
    }
    if (one instanceof Map) {
      const map = new Map<unknown, unknown>();
      copies.set(one, map);
      for (const [key, item] of one) map.set(copy(key), copy(item));
      return map;
    }
    if (one instanceof Set) {
      const set = new Set<unknown>();
      copies.set(one, set);
      for (const item of one) set.add(copy(item));
      return set;
    }
    if (Object.getPrototypeOf(one) !== Object.prototype) return one;
    const object: Record<string, unknown> = {};
    copies.set(one, object);
    for (const [name, item] of Object.entries(one)) object[name] = copy(item);
    return object;
  };
  return copy(value) as T;
}
