// The program for runtimes with a command line and files: Node, Bun and Deno.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createMagento, oauth1, where } from 'magekit';
import { exportTo } from 'magekit/exports';
import { ndjsonFile } from 'magekit/exports/file';
import { smoke } from './smoke.mjs';

function version() {
  if (globalThis.Bun) return `bun ${Bun.version}`;
  if (globalThis.Deno) return `deno ${Deno.version.deno}`;
  return `node ${process.version}`;
}

async function files({ baseUrl, credentials }) {
  const folder = mkdtempSync(join(tmpdir(), 'magekit-smoke-'));
  try {
    const file = join(folder, 'products.ndjson');
    const magento = createMagento({ baseUrl, auth: oauth1(credentials.integration) });
    await exportTo(magento.products.pages(where('sku', 'like', '24-MB0%')), ndjsonFile(file));
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    if (!lines.every((line) => JSON.parse(line).sku.startsWith('24-MB0')))
      throw new Error(lines[0]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const runtime = version();
console.log(`runtime ${runtime}`);
await smoke(JSON.parse(process.argv[2]), runtime, console.log, { 'export to a file': files });
