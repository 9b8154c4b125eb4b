/**
 * An import that is broken off and started again: a journal on the disk knows what is done. It makes products
 * and deletes them again.
 *
 *   npx tsx examples/bulk/resume.ts
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileJournal } from '../../src/bulk/file.js';
import { createMagento } from '../../src/index.js';
import { askStore } from '../support/ask-store.js';
import { heading, step } from '../support/print.js';

const items = Array.from({ length: 40 }, (_, number) => {
  const sku = `MAGEKIT-RESUME-${number}`;
  return {
    product: { sku, name: `Part ${number}`, price: 5, type_id: 'simple', attribute_set_id: 4 },
  };
});

const store = await askStore();
const magento = createMagento({ baseUrl: store.baseUrl, auth: store.admin });
const folder = await mkdtemp(join(tmpdir(), 'magekit-'));
const path = join(folder, 'import.journal');

/** As the program would each time it is started. */
const start = () =>
  magento.bulk(magento.products.create).run(items, { mode: 'direct', journal: fileJournal(path) });

try {
  heading('The first run ends early');
  let first = 0;
  for await (const { state } of start()) {
    if (state === 'done') first += 1;
    if (first === 15) break;
  }
  step(`left after ${first} results`);

  heading('The second one goes on');
  const job = start();
  let recorded = 0;
  for await (const result of job) if (result.recorded) recorded += 1;
  const { done } = await job.wait();
  step(`${done} done, ${recorded} of them known from the journal`);
} finally {
  const skus = items.map(({ product: { sku } }) => ({ sku }));
  await magento.bulk(magento.products.delete).run(skus).wait();
  await rm(folder, { recursive: true });
  await store.close();
}
