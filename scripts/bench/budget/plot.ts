import { mkdirSync, writeFileSync } from 'node:fs';
import { init } from 'echarts';
import type { RunResult, Sample } from './result.js';
import { scenario } from './scenarios.js';

const FOLDER = new URL('../../../docs/budget/', import.meta.url);

/** Level, capacity and refusals over time. A rate limit has no capacity at a moment; the target stands for it. */
function draw({ scenario: id, seed, samples }: RunResult): string {
  const { title, target, seconds } = scenario(id, seed);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 300 });
  const line = (name: string, value: (sample: Sample) => number, style: object) => ({
    name,
    type: 'line',
    step: 'end',
    symbol: 'none',
    data: samples.map((sample) => [sample.at.toFixed(1), value(sample)]),
    ...style,
  });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: { text: `${id}: ${title}`, left: 'center', textStyle: { fontSize: 14 } },
    legend: { bottom: 0 },
    grid: { left: 40, right: 20, top: 40, bottom: 60 },
    xAxis: { type: 'value', max: seconds, axisLabel: { formatter: '{value} s' } },
    yAxis: { type: 'value', max: Math.ceil(target * 1.1) },
    series: [
      line('capacity', ({ capacity }) => capacity, {
        lineStyle: { width: 0 },
        areaStyle: { color: '#d9e2ec', opacity: 1 },
        itemStyle: { color: '#d9e2ec' },
        z: 1,
      }),
      line('in flight', ({ inFlight }) => inFlight, {
        lineStyle: { width: 1, color: '#9fb3c8' },
        itemStyle: { color: '#9fb3c8' },
      }),
      line('level', ({ level }) => level, {
        lineStyle: { width: 2, color: '#0b6e99' },
        itemStyle: { color: '#0b6e99' },
      }),
      {
        name: 'refused',
        type: 'scatter',
        symbolSize: 5,
        z: 4,
        itemStyle: { color: '#c0392b' },
        data: samples
          .filter(({ throttled }) => throttled > 0)
          .map(({ at, throttled }) => [at.toFixed(1), throttled]),
      },
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** Writes one picture per scenario, of the budget with the first seed, to `docs/budget`. */
export function writePlots(results: readonly RunResult[]): void {
  mkdirSync(FOLDER, { recursive: true });
  for (const run of results) {
    if (run.limiter !== 'magekit' || run.seed !== 1) continue;
    const name = `${run.scenario.toLowerCase()}.svg`;
    writeFileSync(new URL(name, FOLDER), draw(run));
    console.log(`docs/budget/${name}`);
  }
}
