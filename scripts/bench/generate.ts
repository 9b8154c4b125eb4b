/**
 * How long it takes to generate all modules of the reference schema, and how much longer for one of twice its
 * size; and the same for a store whose modules are all its own. Run with `--report` to see figures without
 * failing on them.
 */
import { reference as text } from '../../generated/reference.js';
import { type GenerateInput, generate } from '../../src/codegen/index.js';
import { schemaModules } from '../../src/codegen/store/index.js';
import type { SwaggerDocument } from '../../src/codegen/swagger.js';
import { report } from './report.js';
import { median, medianRatio } from './statistics.js';

const TURNS = 7;
const input = JSON.parse(text) as GenerateInput;

/** The schema under other names: of every path, and of every definition. */
function renamed(schema: SwaggerDocument, prefix: string): SwaggerDocument {
  const json = JSON.stringify(schema)
    .replaceAll('"#/definitions/', `"#/definitions/${prefix}-`)
    .replaceAll('"/V1/', `"/V1/${prefix}/`)
    .replaceAll('"/V2/', `"/V2/${prefix}/`);
  const { paths, definitions = {} } = JSON.parse(json) as SwaggerDocument;
  const entries = Object.entries(definitions).map(([key, one]) => [`${prefix}-${key}`, one]);
  return { ...schema, paths, definitions: Object.fromEntries(entries) };
}

function joined(a: SwaggerDocument, b: SwaggerDocument): SwaggerDocument {
  const definitions = { ...a.definitions, ...b.definitions };
  return { ...a, paths: { ...a.paths, ...b.paths }, definitions };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const { schema } = input;
const doubled = joined(schema, renamed(schema, 'acme'));
const own = renamed(schema, 'acme');
const twiceOwn = joined(own, renamed(schema, 'other'));
const work = {
  whole: () => generate(input),
  twice: () => generate({ ...input, schema: doubled }),
  own: () => schemaModules({ schema: joined(schema, own) }),
  twiceOwn: () => schemaModules({ schema: joined(schema, twiceOwn) }),
};
const first = await timed(work.whole);
for (const one of Object.values(work)) await one();
const times: Record<keyof typeof work, number[]> = { whole: [], twice: [], own: [], twiceOwn: [] };
for (let turn = 0; turn < TURNS; turn++) {
  // In turns, as neighbours on the machine come and go.
  for (const name of ['whole', 'twice', 'own', 'twiceOwn'] as const) {
    times[name].push(await timed(work[name]));
  }
}

const operations = Object.values(schema.paths).reduce((n, item) => n + Object.keys(item).length, 0);
report('generate', [
  {
    name: `reference, ${operations} operations, first run`,
    value: first,
    unit: 'ms',
    ceiling: 4000,
  },
  { name: 'reference, warm', value: median(times.whole), unit: 'ms', ceiling: 4000 },
  {
    name: 'twice the reference',
    value: medianRatio(times.twice, times.whole),
    unit: '× of that',
    ceiling: 2.2,
    note: `${median(times.twice).toFixed(0)} ms`,
  },
  {
    name: 'a store with as many operations of its own',
    value: median(times.own),
    unit: 'ms',
    ceiling: 4000,
  },
  {
    name: 'with twice as many of its own',
    value: medianRatio(times.twiceOwn, times.own),
    unit: '× of that',
    ceiling: 2.2,
    note: `${median(times.twiceOwn).toFixed(0)} ms`,
  },
]);
