/** Values that are made when first asked for, and live as long as somebody holds them. */
export interface Shared<V extends object> {
  /** The value of a key; made if nobody holds one. */
  get(key: string, make: () => V): V;
}

/**
 * Shares one value per key among all who use it at the same time, and lets go of it with the last of them:
 * an app may come to know any number of stores.
 */
export function createShared<V extends object>(): Shared<V> {
  const values = new Map<string, WeakRef<V>>();
  const swept = new FinalizationRegistry<string>((key) => {
    if (values.get(key)?.deref() === undefined) values.delete(key);
  });
  return {
    get(key, make) {
      const found = values.get(key)?.deref();
      if (found !== undefined) return found;
      const value = make();
      values.set(key, new WeakRef(value));
      swept.register(value, key);
      return value;
    },
  };
}
