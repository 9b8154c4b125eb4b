/** A page by its number. */
export interface NumberedPage {
  readonly size: number;
  /** From 0. */
  readonly number: number;
}

/** Smallest size worth taking for a small overlap, as a part of the one asked for. */
const SMALLEST = 0.8;

/**
 * The page with an item at `place` that begins a little before it, so that items already known show whether
 * the list has moved. Pages begin at multiples of their size, so it takes another size: of those from four
 * fifths of `most` on the one that begins the fewest items before. Where none does, as with sizes of a few
 * items, the page begins right at `place`.
 */
export function overlappingPage(place: number, most: number): NumberedPage {
  const smallest = Math.max(2, Math.ceil(most * SMALLEST));
  let best = most;
  let least = most;
  for (let size = most; size >= smallest; size--) {
    const overlap = place % size;
    if (overlap > 0 && overlap < least) [best, least] = [size, overlap];
  }
  return { size: best, number: Math.floor(place / best) };
}

/** The largest page of at most this size that begins right at `place`. */
export function adjoiningPage(place: number, most: number): NumberedPage {
  let size = most;
  while (place % size > 0) size -= 1;
  return { size, number: place / size };
}
