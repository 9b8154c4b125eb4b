// The store of bench/import-products.ts, in a process of its own: a sandbox without faults. Tells its
// address and its throw-away credentials, and ends with its parent.
const { startSandbox } = (await import(
  '../../dist/sandbox.js' as string
)) as typeof import('../../src/sandbox/index.js');

const sandbox = await startSandbox({ products: 10 });
process.send?.({ baseUrl: sandbox.url, ...sandbox.credentials.admin });
process.on('disconnect', () => process.exit());
