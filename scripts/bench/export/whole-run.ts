// Exports the whole catalogue and throws the text away. Started with the connection as JSON and
// `--expose-gc`; sends what it took to the parent.
import { between, connect, exports, products } from './connect.js';

const PAGE_SIZE = 300;
const WARM_UP = 60 * PAGE_SIZE;

/** What an export of everything took. */
export interface WholeResult {
  readonly items: number;
  readonly seconds: number;
  /** Megabytes of the process at its highest, over what it took before the export began. */
  readonly peakMegabytes: number;
  /** Milliseconds of each page, from the request to the end of its body, in order. */
  readonly pages: readonly number[];
}

const pages: number[] = [];
const client = connect({
  async fetch(input, init) {
    const started = performance.now();
    const response = await fetch(input, init);
    const body = await response.arrayBuffer();
    pages.push(performance.now() - started);
    return new Response(body, response);
  },
});
const megabytes = () => process.memoryUsage.rss() / 2 ** 20;
const nowhere = () => exports.ndjson(new WritableStream<Uint8Array>({ write: () => undefined }));

// Connections and code are warm before the measurement begins.
await exports.exportTo(products.pages(client, between(0, WARM_UP, PAGE_SIZE)), nowhere());
globalThis.gc?.();
pages.length = 0;
const idle = megabytes();
let peak = idle;
const sampling = setInterval(() => {
  peak = Math.max(peak, megabytes());
}, 20);
const started = performance.now();
const { items } = await exports.exportTo(
  products.pages(client, { pageSize: PAGE_SIZE }),
  nowhere(),
);
clearInterval(sampling);
const result: WholeResult = {
  items,
  seconds: (performance.now() - started) / 1000,
  peakMegabytes: peak - idle,
  pages,
};
process.send?.(result, () => process.exit());
