// Bundles programs with the packed package by each of the common bundlers: prints what they weigh, and fails
// when one is heavier than it may be, or holds what belongs to another part of the package.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { BUNDLE } from './bundlers/bundlers.mjs';
import { PROGRAMS } from './bundlers/programs.mjs';
import { withConsumer } from './package/consumer-project.mjs';
import { createReport } from './package/report.mjs';
import { fetchTools } from './tools/fetch.mjs';
import { BUNDLERS } from './tools/versions.mjs';

const { check, end } = createReport('bundlers');

/** A function that imports packages of the tools' folder: a file there sees them as its own. */
async function loaderOf(folder) {
  const file = join(folder, 'load.mjs');
  writeFileSync(file, 'export const load = (name) => import(name);\n');
  return (await import(pathToFileURL(file).href)).load;
}

async function pluginsFrom(load) {
  const { transform } = await load('esbuild');
  return {
    nodeResolve: (await load('@rollup/plugin-node-resolve')).nodeResolve,
    commonjs: (await load('@rollup/plugin-commonjs')).default,
    minify: async (code) => (await transform(code, { minify: true, target: 'es2022' })).code,
  };
}

function textsOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.m?js$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** Kilobytes of all files together: bundlers cut differently, and many small files pack badly. */
const weigh = (texts) => gzipSync(texts.join('\n'), { level: 9 }).length / 1024;

function checkTexts(texts, { kilobytes, without }) {
  const found = without.filter((word) => texts.some((text) => text.includes(word)));
  if (found.length > 0) throw new Error(`holds ${found.join(', ')}`);
  if (texts.length === 0) throw new Error('there is no bundle');
  const weight = weigh(texts);
  if (weight > kilobytes) throw new Error(`${weight.toFixed(1)} KB, and at most ${kilobytes}`);
}

await withConsumer(async (project) => {
  const tools = await check('bundlers can be had', () => fetchTools('bundlers', BUNDLERS));
  if (!tools) return;
  const load = await loaderOf(tools);
  const plugins = await pluginsFrom(load);
  const rows = [];
  for (const [name, bundle] of Object.entries(BUNDLE)) {
    const weights = [];
    for (const program of PROGRAMS) {
      let texts = [];
      await check(`${name} ${BUNDLERS[name]}: ${program.name}`, async () => {
        const out = join(project, `bundled-${name}-${program.name}`);
        mkdirSync(out);
        const entry = join(project, `source-${name}-${program.name}`, 'entry.mjs');
        mkdirSync(dirname(entry));
        writeFileSync(entry, program.code);
        await bundle(await load(name), entry, out, plugins);
        texts = textsOf(out);
        checkTexts(texts, program);
      });
      weights.push(weigh(texts).toFixed(1).padStart(11));
    }
    rows.push(`${name.padEnd(10)}${weights.join('')}`);
  }
  const heads = PROGRAMS.map(({ name }) => name.padStart(11)).join('');
  const most = PROGRAMS.map(({ kilobytes }) => kilobytes.toFixed(1).padStart(11)).join('');
  console.log(`\nKB gzip${heads.padStart(heads.length + 3)}\n${rows.join('\n')}`);
  console.log(`at most   ${most}\n`);
});
end();
