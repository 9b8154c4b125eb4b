// Compiles a typed program against the packed package with every compiler it is promised for, as an ES module
// and as CommonJS. Prints one line for each way, exits 1 when any fails or a compiler cannot be had.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilations } from './package/compile.mjs';
import { withConsumer } from './package/consumer-project.mjs';
import { createReport } from './package/report.mjs';
import { fetchTools } from './tools/fetch.mjs';
import { COMPILERS } from './tools/versions.mjs';

const { check, end } = createReport('types');

await withConsumer(async (project) => {
  const tools = await check('compilers can be had', () => fetchTools('compilers', COMPILERS));
  if (!tools) return;
  for (const name of Object.keys(COMPILERS)) {
    const folder = join(tools, 'node_modules', name);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    for (const compilation of compilations(project, { version, tsc: join(folder, 'bin/tsc') })) {
      await check(compilation.name, compilation.run);
    }
  }
});
end();
