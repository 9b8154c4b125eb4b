// Exports all products of a store to a file, as the command line says.
import * as products from '../../../generated/resources/products.js';
import { oauth1 } from '../../../src/auth/oauth1.js';
import { createClient } from '../../../src/core.js';
import { csvFile, ndjsonFile } from '../../../src/exports/file/index.js';
import { exportTo } from '../../../src/exports/index.js';
import type { ChildOptions } from './support/child.js';

const { url, integration, path, format, parallel } = JSON.parse(
  process.argv[2] ?? '',
) as ChildOptions;
const client = createClient({ baseUrl: url, auth: oauth1(integration) });
const columns = ['sku', 'name', 'price', 'custom_attributes.url_key'];
const sink = format === 'csv' ? csvFile(path, { columns }) : ndjsonFile(path);
await exportTo(products.pages(client, { pageSize: 10 }, { parallel }), sink, {
  checkpointEveryMs: 0,
});
