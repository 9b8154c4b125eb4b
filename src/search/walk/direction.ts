/** Where a walk by key goes: from the smallest key up, or from the largest down. */
export type Direction = 'ASC' | 'DESC';

/** The conditions that cut a list by its key, in each direction. */
export const CONDITIONS = {
  ASC: { after: 'gt', upTo: 'lteq' },
  DESC: { after: 'lt', upTo: 'gteq' },
} as const;

/** The other way round. */
export const reversed = (direction: Direction): Direction => (direction === 'ASC' ? 'DESC' : 'ASC');
