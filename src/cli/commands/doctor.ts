import type { ConnectionFinding, ConnectionReport } from '../../index.js';
import { type Command, defineCommand } from '../command.js';
import { CONNECTION, connect } from '../connect.js';
import { EXIT } from '../exit-codes.js';
import { harmless } from '../output/harmless.js';
import { createReport } from '../output/report.js';
import type { Styles } from '../output/style.js';
import { wholeNumber } from '../whole-number.js';

const MARKS: Readonly<Record<ConnectionFinding['status'], readonly [string, keyof Styles]>> = {
  ok: ['✓', 'green'],
  warning: ['!', 'yellow'],
  failed: ['✗', 'red'],
  skipped: ['-', 'dim'],
};

const WIDTH = 'credentials'.length;

function findingText(
  { check, status, message, hint }: ConnectionFinding,
  styles: Styles,
): string[] {
  const [mark, style] = MARKS[status];
  const line = `${styles[style](mark)} ${check.padEnd(WIDTH)}  ${harmless(message)}`;
  return hint === undefined
    ? [line]
    : [line, `${' '.repeat(WIDTH + 4)}${styles.bold('→')} ${harmless(hint)}`];
}

function count(findings: readonly ConnectionFinding[], status: ConnectionFinding['status']) {
  return findings.filter((finding) => finding.status === status).length;
}

function summary({ ok, findings }: ConnectionReport, { green, red }: Styles): string {
  const warnings = count(findings, 'warning');
  const also = warnings === 0 ? '' : `, ${warnings} to look at`;
  return ok ? green(`The connection works${also}.`) : red(`The connection does not work${also}.`);
}

/** `magekit doctor` */
export const doctor: Command = defineCommand({
  usage: ['[options]'],
  about:
    'Tests the connection step by step: address, certificate, REST API, store code, credentials, a right,\nversion, clock, speed. At most six reads and one login; changes nothing, and prints no secret.',
  options: {
    timeout: { type: 'string', takes: 'seconds', about: 'For all of it. Default 15.' },
    json: { type: 'boolean', about: 'The report as JSON.' },
    ...CONNECTION,
  },
  examples: ['magekit doctor', 'magekit doctor --env-file live.env --json'],
  async run({ values }, io) {
    const seconds = wholeNumber('timeout', values.timeout);
    const { magento, from } = await connect(values, io);
    const { auth, baseUrl } = magento.describe();
    const report = await magento.testConnection({
      signal: io.signal,
      ...(seconds !== undefined && { deadlineMs: seconds * 1000 }),
    });
    const who = auth.identity === undefined ? auth.name : `${auth.name} (${auth.identity})`;
    createReport(io, values).result(report, (styles) =>
      [
        `${styles.bold(baseUrl)} as ${who}, from ${from}`,
        '',
        ...report.findings.flatMap((finding) => findingText(finding, styles)),
        '',
        summary(report, styles),
      ].join('\n'),
    );
    return report.ok ? EXIT.ok : EXIT.failed;
  },
});
