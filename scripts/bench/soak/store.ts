// The store of bench/soak.ts, in a process of its own: its log must not count as the client's memory.
import { startSandbox } from '../../../src/sandbox/index.js';

const sandbox = await startSandbox({
  products: 50,
  latency: 20,
  faults: [
    { kind: 'reset', rate: 0.01 },
    { kind: 'cutBody', rate: 0.01 },
    { kind: 'badGateway', rate: 0.01 },
    { kind: 'internalError', rate: 0.01 },
    { kind: 'htmlPage', rate: 0.01 },
  ],
});
process.on('disconnect', () => process.exit());
process.send?.({ url: sandbox.url, credentials: sandbox.credentials.integration });
