import { resolve } from 'node:path';
import type { NameOverrides } from '../../codegen/store/index.js';
import { type Command, defineCommand } from '../command.js';
import { CONNECTION, connect } from '../connect.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { createReport } from '../output/report.js';
import { readJson } from '../read-json.js';
import { UsageError } from '../usage-error.js';

const OPTIONS = {
  out: { type: 'string', takes: 'folder', about: 'Where the modules go, such as src/magento.' },
  check: { type: 'boolean', about: 'Write nothing; exit 1 when the modules differ. For CI.' },
  only: {
    type: 'string',
    multiple: true,
    takes: 'names',
    about: 'Resources to generate, divided by commas; attributes and extensions are names too.',
  },
  names: { type: 'string', takes: 'file', about: 'JSON with names of your own; - is stdin.' },
  json: { type: 'boolean', about: 'Warnings and the outcome as JSON.' },
  quiet: { type: 'boolean', short: 'q', about: 'Warnings and errors only.' },
  ...CONNECTION,
} as const;

async function namesOf(file: string | undefined, io: Io): Promise<NameOverrides | undefined> {
  if (file === undefined) return undefined;
  const names = await readJson('--names', file, io);
  if (typeof names === 'object' && names !== null) return names as NameOverrides;
  throw new UsageError(`--names takes an object with operations, types and properties.`);
}

/** `magekit generate --out src/magento` */
export const generate: Command = defineCommand({
  usage: ['--out <folder> [options]'],
  about:
    'Writes typed modules for what your store has beyond the built-in operations: custom modules, extension\nattributes, custom attributes. See docs/generate.md.',
  options: OPTIONS,
  examples: ['magekit generate --out src/magento', 'magekit generate --out src/magento --check'],
  async run({ values }, io) {
    const { out, check = false, json = false } = values;
    if (!out) throw new UsageError('Where to?', 'Add --out <folder>, such as --out src/magento.');
    const names = await namesOf(values.names, io);
    const only = values.only?.flatMap((text) => text.split(',')).map((name) => name.trim());
    const { magento } = await connect(values, io);
    const { generateCommand } = await import('../../codegen/store/index.js');
    const report = createReport(io, values);
    const outcome = await generateCommand(
      { client: magento, out: resolve(io.folder, out), check, names, only, signal: io.signal },
      {
        print: (line) => report.note(line),
        warn: ({ place, message }) => report.warning(`${place}: ${message}`),
      },
    );
    if (json) report.result({ ...outcome, out }, () => '');
    return outcome.isUpToDate ? EXIT.ok : EXIT.failed;
  },
});
