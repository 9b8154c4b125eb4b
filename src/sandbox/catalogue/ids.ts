import { randomFrom } from '../random.js';
import type { CatalogueSettings } from './options.js';

/** The id of a row number; ids ascend with the numbers. */
export type RowIds = (row: number) => number;

const blockSize = 100;

/** Ids in a dense run, or in blocks of a hundred of which each lacks the same number at other places. */
export function createRowIds({ firstId, gaps, seed }: CatalogueSettings): RowIds {
  const perBlock = blockSize - Math.round(gaps * blockSize);
  if (perBlock === blockSize) return (row) => firstId + row;
  let known = { block: -1, places: [] as readonly number[] };
  return (row) => {
    const block = Math.floor(row / perBlock);
    // Rows are mostly asked for one after another.
    if (block !== known.block) known = { block, places: placesOf(block, perBlock, seed) };
    return firstId + block * blockSize + (known.places[row % perBlock] ?? 0);
  };
}

/** Some places of a block, in ascending order, each with the same chance. */
function placesOf(block: number, count: number, seed: number): readonly number[] {
  const random = randomFrom(Math.imul(block + 1, 0x9e3779b1) ^ seed);
  const places: number[] = [];
  for (let place = 0; place < blockSize; place++) {
    if (random() * (blockSize - place) < count - places.length) places.push(place);
  }
  return places;
}
