// Wants the lock of each key as soon as somebody writes to its standard input, together with others. Prints
// the keys that it got. Of the key "shared" it gets the lock a few times, and says when it was not alone.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTokenStore } from '../../../src/tokens/file.js';

const [, , directory = '', keys = '0', rounds = '0'] = process.argv;
const { lock } = fileTokenStore({ directory });
if (!lock) throw new Error('no lock');

process.stdout.write('ready\n');
await new Promise((go) => process.stdin.once('data', go));

for (let key = 0; key < Number(keys); key++) {
  if (await lock(`key ${key}`, 60_000)) process.stdout.write(`got ${key}\n`);
}

const inside = join(directory, 'inside');
for (let round = 0; round < Number(rounds); ) {
  const release = await lock('shared', 60_000);
  if (!release) continue;
  round++;
  try {
    await writeFile(inside, '', { flag: 'wx' });
    await rm(inside);
  } catch {
    process.stdout.write('not alone\n');
  }
  await release();
}
process.stdout.write('done\n');
process.exit();
