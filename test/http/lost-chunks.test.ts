import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const program = `
  import { anonymous, createClient, isMagentoError } from './src/core.js';
  const client = createClient({
    baseUrl: 'https://shop.example',
    auth: anonymous(),
    retry: { soft: 0 },
    fetch: () => Promise.reject(new TypeError('Failed to fetch')),
  });
  const error = await client.request({ method: 'GET', path: '/V1/x' }).catch((caught) => caught);
  console.log(JSON.stringify({ known: isMagentoError(error), code: error.code, text: error.message }));
`;

it('a lost network is a NetworkError, though what an app loads later is out of reach as well', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'magekit-chunks-'));
  try {
    const { outputFiles, metafile } = await build({
      stdin: { contents: program, resolveDir: '.', loader: 'ts' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'neutral',
      conditions: ['import'],
      mainFields: ['module', 'main'],
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      write: false,
      metafile: true,
    });
    const later = new Set(
      Object.values(metafile.outputs).flatMap(({ imports }) =>
        imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => basename(path)),
      ),
    );
    expect(later.size).toBeGreaterThan(3);
    for (const { path, contents } of outputFiles) {
      if (!later.has(basename(path))) await writeFile(path, contents);
    }
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'stdin.mjs')]);
    expect(JSON.parse(stdout)).toEqual({
      known: true,
      code: 'NETWORK',
      text: 'The request failed: TypeError. (GET /rest/V1/x)',
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
