// A store of a million generated products in a process of its own. Prints its address and a token, changes
// its switches when told to, and ends with its parent.
import { type SandboxSwitches, startSandbox } from '../../../src/sandbox/index.js';
import type { Connection } from './connect.js';

const sandbox = await startSandbox({ generatedProducts: 1_000_000, integrationAsBearer: true });
const connection: Connection = {
  baseUrl: sandbox.url,
  token: sandbox.credentials.integration.accessToken,
};
process.on('message', (switches: SandboxSwitches) => {
  sandbox.configure(switches);
  process.send?.('configured');
});
process.on('disconnect', () => process.exit());
process.send?.(connection);
