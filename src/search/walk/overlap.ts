/** A page by its number. */
export interface NumberedPage {
  readonly size: number;
  /** From 0. */
  readonly number: number;
}

/**
 * The page with an item at `place` that begins a little before it, so that items already known show whether
 * the list has moved. Pages begin at multiples of their size, so it mostly takes a smaller one than `most`:
 * the one with the most items that are new. Undefined where none overlaps, as with sizes of a few items.
 */
export function overlappingPage(place: number, most: number): NumberedPage | undefined {
  let best: number | undefined;
  let fresh = 0;
  for (let size = most; size > fresh + 1; size--) {
    const overlap = place % size;
    if (overlap > 0 && size - overlap > fresh) [best, fresh] = [size, size - overlap];
  }
  return best === undefined ? undefined : { size: best, number: Math.floor(place / best) };
}

/** The smallest page above `most` that overlaps. */
export function largerPage(place: number, most: number): NumberedPage {
  let size = most + 1;
  while (place % size === 0) size += 1;
  return { size, number: Math.floor(place / size) };
}

/** The largest page of at most this size that begins right at `place`. */
export function adjoiningPage(place: number, most: number): NumberedPage {
  let size = most;
  while (place % size > 0) size -= 1;
  return { size, number: place / size };
}
