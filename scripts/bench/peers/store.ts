// The store of bench/peers.ts, in a process of its own: 10,000 products behind the usual ones, one that has
// a slash in its SKU, and a capacity that can be changed.
import { startSandbox } from '../../../src/sandbox/index.js';

const sandbox = await startSandbox({ products: 20, generatedProducts: 10_000 });
sandbox.products.add({ sku: 'A/B', name: 'A slash' });
let clockSkew = 0;
let told = 0;
process.on('message', (wanted: 'narrow' | 'wide' | 'end') => {
  if (wanted === 'end') {
    // Tokens live an hour.
    clockSkew += 7200;
    sandbox.configure({ clockSkew });
  }
  if (wanted === 'narrow') {
    sandbox.configure({ capacity: { concurrent: 4, status: 429, retryAfter: 1 }, latency: 5 });
  }
  if (wanted === 'wide') sandbox.configure({ capacity: false, latency: 0 });
  // How often the store has refused since it was told something the last time.
  const refused = sandbox.requests.filter(({ status }) => status === 429).length;
  process.send?.(refused - told);
  told = refused;
});
process.on('disconnect', () => process.exit());
process.send?.({ url: sandbox.url, credentials: sandbox.credentials });
