import type { Sink } from '../../../src/exports/index.js';

/** A sink that keeps what it gets. */
export interface Collector<Item> extends Sink<Item> {
  readonly items: readonly Item[];
  /** The calls it got, in their order. */
  readonly calls: readonly string[];
}

export function collect<Item>(): Collector<Item> {
  const items: Item[] = [];
  const calls: string[] = [];
  return {
    items,
    calls,
    async write(some) {
      calls.push(`write ${some.length}`);
      items.push(...some);
    },
    async finish() {
      calls.push('finish');
    },
    async abort() {
      calls.push('abort');
    },
  };
}
