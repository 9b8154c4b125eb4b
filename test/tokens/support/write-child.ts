// Writes tokens of very different lengths under one key, over and over, until it is killed.
import { fileTokenStore } from '../../../src/tokens/file.js';

const [, , directory = ''] = process.argv;
const store = fileTokenStore({ directory });

process.stdout.write('writing\n');
for (let i = 0; ; i++) {
  const token = String(i % 10).repeat(1 + (i % 7) * 100_000);
  await store.set('a', { token, renewAt: 1, expiresAt: Number.POSITIVE_INFINITY });
}
