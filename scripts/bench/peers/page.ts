import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { init } from 'echarts';

const DOCS = new URL('../../../docs/', import.meta.url);
const START = '<!-- peers: npm run bench:peers -->\n';
const END = '\n<!-- end of peers -->';

/** A row of the table: a client, and a text for each kind of work. */
export interface Row {
  readonly name: string;
  readonly version: string;
  readonly cells: readonly string[];
  /** Against fetch: the first call with the import before it, sequential reads, a walk. Undefined where it fails. */
  readonly ratios: readonly (number | undefined)[];
}

function chartOf(rows: readonly Row[]): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 480 });
  const bars = (name: string, at: number, color: string) => ({
    name,
    type: 'bar',
    itemStyle: { color },
    label: { show: true, position: 'right', formatter: '{c}' },
    data: rows.map(({ ratios }) => ratios[at]?.toFixed(2) ?? '-').reverse(),
  });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: { text: 'against fetch, lower is better', left: 'center', textStyle: { fontSize: 14 } },
    legend: { bottom: 0 },
    grid: { left: 200, right: 60, top: 40, bottom: 50 },
    xAxis: { type: 'value' },
    yAxis: { type: 'category', data: rows.map(({ name }) => name).reverse() },
    series: [
      bars('first call', 0, '#0b6e99'),
      bars('sequential reads', 1, '#9fb3c8'),
      bars('walk', 2, '#d9a441'),
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** Writes the part of `docs/benchmarks.md` about other clients, and its chart. */
export function writePage(heads: readonly string[], rows: readonly Row[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [
    line(['client', ...heads]),
    line(['---', ...heads.map(() => '---')]),
    ...rows.map(({ name, version, cells }) => line([`${name} ${version}`.trim(), ...cells])),
  ];
  const text = `
\`npm run bench:peers\` installs the newest versions of these clients into a temporary folder and lets each do the same
work against the same sandbox, in a process of its own, in turns. Taken on ${new Date().toISOString().slice(0, 10)} with
Node ${process.versions.node}; times are medians of ratios to bare \`fetch\` taken in the same round, as the machine is
shared. Each client is used as its README says, with what it offers itself: fetch, ky and axios send a bearer token and
sign nothing; magekit, magento-api-rest, magento2-rest-client and Adobe's library sign (OAuth 1.0a); magento-client logs
in. A dash stands for what a client does not offer.

${table.join('\n')}

- **import**: in a fresh process. \`fetch\` has none, so it is told against ky.
- **first call**: in a fresh process, from the first import to the first answer, a login included where there is one.
- **reads**: 1,000 products by SKU, one after the other; the time is that of a hundred.
- **narrow store**: 1,000 reads, ten at once, from a store that serves four and answers 429 with \`Retry-After: 1\` to
  others: how many were answered, in which time, and how often the store refused.
- **12 filters**: a signed search. Magento sorts parameters in natural order, others by bytes.
- **slash**: a SKU with a slash.
- **walk**: 10,033 products, 100 at a time; by hand where a client has pages only. magekit walks by key.
- **token ends**: 100 reads, and before half of them all tokens end: how many were answered.

![Times against fetch](peers/times.svg)
`;
  const page = new URL('benchmarks.md', DOCS);
  const [before = '', rest = ''] = readFileSync(page, 'utf8').split(START);
  writeFileSync(page, before + START + text + rest.slice(rest.indexOf(END)));
  mkdirSync(new URL('peers/', DOCS), { recursive: true });
  writeFileSync(new URL('peers/times.svg', DOCS), chartOf(rows));
}
