import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readFields } from '../columns.js';
import { type Command, defineCommand } from '../command.js';
import { completeLists } from '../completion/operations.js';
import { CONNECTION, connect } from '../connect.js';
import { EXIT } from '../exit-codes.js';
import { listOf } from '../export/list.js';
import { FORMATS, formatOf, sinkOf } from '../export/sink.js';
import { Interrupted } from '../interrupted.js';
import { loadOperations } from '../operations/table.js';
import { count, duration } from '../output/progress-text.js';
import { createReport } from '../output/report.js';
import { showProgress } from '../output/show-progress.js';
import { UsageError } from '../usage-error.js';
import { CRITERIA, criteriaOf } from '../where.js';
import { wholeNumber } from '../whole-number.js';

const OPTIONS = {
  ...CRITERIA,
  fields: {
    type: 'string',
    takes: 'fields',
    about:
      'What to fetch, and the columns of CSV: sku,price,custom_attributes.color. Default: everything.',
  },
  format: {
    type: 'string',
    values: FORMATS,
    about: 'One JSON value a line, or a table. Default: by the ending of the file, else ndjson.',
  },
  out: { type: 'string', takes: 'file', about: 'Where to. Default: standard output.' },
  resume: { type: 'boolean', about: 'Go on where an earlier run of the same export has stopped.' },
  restart: { type: 'boolean', about: 'Delete what an earlier run has left, and start over.' },
  parallel: { type: 'string', takes: 'n', about: 'Requests at once, by numeric keys. Default 1.' },
  'escape-formulas': { type: 'boolean', about: 'Defuse text that a spreadsheet would run.' },
  bom: { type: 'boolean', about: 'Start the file so that Excel recognises UTF-8.' },
  delimiter: { type: 'string', values: [',', ';', '|', 'tab'], about: 'Of CSV. Default a comma.' },
  quiet: { type: 'boolean', short: 'q', about: 'No progress.' },
  json: { type: 'boolean', about: 'Progress, errors and the outcome as JSON.' },
  ...CONNECTION,
} as const;

/** An unfinished file is worth something: whoever starts again must say what becomes of it. */
function checkUnfinished(out: string | undefined, resumes: boolean, restarts: boolean): void {
  if (resumes && restarts) throw new UsageError('--resume and --restart exclude each other.');
  if (out === undefined) {
    if (!resumes && !restarts) return;
    throw new UsageError('Only a file can be resumed or restarted.', 'Add --out <file>.');
  }
  if (resumes || restarts || !existsSync(`${out}.part`)) return;
  throw new UsageError(
    `"${out}.part" is what an earlier export has left.`,
    'Add --resume to go on there, or --restart to delete it.',
  );
}

/** `magekit export products --fields sku,price --out products.csv --resume` */
export const exportList: Command = defineCommand({
  usage: ['<list> [options]'],
  about:
    'Writes a whole list, page by page, by its key: rows that come and go meanwhile neither hide nor repeat\nothers. <list> is a resource, such as products, or the name of an operation, such as products.search.',
  options: OPTIONS,
  examples: [
    "magekit export products --where 'updated_at>=2026-01-01' --fields sku,price --out products.csv",
    'magekit export orders --out orders.ndjson --resume',
    'magekit export customers --fields email | head',
  ],
  complete: async () => completeLists(await loadOperations()),
  async run({ values, positionals }, io) {
    const { resume = false, restart = false, json = false, quiet = false } = values;
    const operation = listOf(positionals, await loadOperations());
    const out = values.out === '-' ? undefined : values.out && resolve(io.folder, values.out);
    const fields = values.fields === undefined ? undefined : readFields(values.fields);
    const format = formatOf(values, fields);
    const criteria = criteriaOf(operation.name, values);
    const parallel = wholeNumber('parallel', values.parallel) ?? 1;
    checkUnfinished(out, resume, restart);

    const { magento } = await connect(values, io);
    const { pagesOf } = await import('../export/pages.js');
    const { exportTo } = await import('../../exports/index.js');
    const pages = pagesOf(magento, operation, criteria, {
      parallel,
      ...(fields && { fields: fields.filter }),
    });
    const sink = await sinkOf(format, out, restart, io.stdout);
    const report = createReport(io, { json, quiet });
    const isInTheWay = quiet || (out === undefined && io.stdout.isTTY === true);
    const view = isInTheWay ? undefined : showProgress(operation.name, io, json);
    try {
      const result = await exportTo(pages, sink, {
        signal: io.signal,
        ...(view && { onProgress: view.show }),
      });
      view?.end();
      const { items, resumedAt, elapsedMs } = result;
      const earlier = resumedAt > 0 ? `, ${count(resumedAt)} of them by earlier runs` : '';
      const text = `${count(items)} items in ${duration(elapsedMs)}${earlier}`;
      if (out === undefined) report.note(text);
      else report.result({ ...result, file: out }, () => `${text}: ${out}`);
      return EXIT.ok;
    } catch (error) {
      view?.end();
      if (error instanceof Interrupted && out !== undefined) {
        report.note('What is there is kept: the same command with --resume goes on.');
      }
      throw error;
    }
  },
});
