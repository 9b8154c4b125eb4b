/** Where a client keeps the largest page size that its store has named, by list; walks read and write it. */
export const pageLimits: unique symbol = Symbol.for('magekit.pageLimits') as never;

/** Name of a list operation → the largest page size its store allows. */
export type PageLimits = Map<string, number>;
