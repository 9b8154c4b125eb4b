import { createReadStream } from 'node:fs';
import { open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const partPath = (folder: string, index: number): string =>
  join(folder, `part-${String(index + 1).padStart(4, '0')}.ndjson`);

export const wholePath = (folder: string): string => join(folder, 'products.ndjson');

/** Puts the parts together in the order of their keys. May be done again: the parts stay. */
export async function mergeParts(folder: string, of: number): Promise<void> {
  const unfinished = `${wholePath(folder)}.merging`;
  const whole = await open(unfinished, 'w');
  try {
    for (let index = 0; index < of; index += 1) {
      await writeFile(whole, createReadStream(partPath(folder, index)));
    }
    await whole.sync();
  } finally {
    await whole.close();
  }
  await rename(unfinished, wholePath(folder));
}
