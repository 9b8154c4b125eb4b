import type { Authenticator } from '../../src/auth/authenticator.js';
import type { ConnectionReport } from '../../src/connection/report.js';
import { testConnection } from '../../src/connection/test-connection.js';
import {
  createSandbox,
  type LoggedRequest,
  type Sandbox,
  type SandboxOptions,
} from '../../src/sandbox/index.js';
import { connect } from './connect.js';

/** Makes an authenticator with what the sandbox knows. */
export type MakeAuth = (sandbox: Sandbox) => Authenticator | Promise<Authenticator>;

/** Tests the connection to a new sandbox. */
export async function run(
  make: MakeAuth,
  options: SandboxOptions = {},
  store?: string,
): Promise<{ sandbox: Sandbox; report: ConnectionReport; sent: readonly LoggedRequest[] }> {
  const sandbox = createSandbox({ products: 10, ...options });
  const auth = await make(sandbox);
  const before = sandbox.requests.length;
  const { url: baseUrl, fetch } = sandbox;
  const { flavour = 'paas' } = options;
  const port = connect({ baseUrl, auth, fetch, flavour, ...(store ? { store } : {}) });
  const report = await testConnection(port);
  return { sandbox, report, sent: sandbox.requests.slice(before) };
}

/** A function of one’s own that sends this token. */
export const own = (token: string): Authenticator => ({
  name: 'custom',
  caller: 'admin',
  authenticate: () => ({ authorization: `Bearer ${token}` }),
});
