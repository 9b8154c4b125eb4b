import type { ConnectionReport, TestConnectionOptions } from '../connection/report.js';
import { ConfigError } from '../errors/config-error.js';
import { connectionAccess } from './connection-access.js';
import type { Client } from './types.js';

/**
 * Tries whether a connection works, step by step: address, TLS, route, store code, credentials, a right,
 * version, clock. At most six reads and one login; nothing is changed. What does not work becomes a
 * finding with a hint.
 * @throws ConfigError for a client that `createClient` has not made, else only the reason of the caller's own signal
 */
export async function testConnection(
  client: Client,
  options?: TestConnectionOptions,
): Promise<ConnectionReport> {
  const access = client[connectionAccess]?.();
  if (!access) throw new ConfigError('testConnection wants a client made by createClient.');
  // Loaded when wanted: most programs never test their connection.
  const { atMostOneLogin, testConnection: run } = await import('../connection/test-connection.js');
  const { auth, connect, ...rest } = access;
  const description = client.describe().auth;
  return run({ ...rest, auth: description, client: connect(atMostOneLogin(auth)) }, options);
}
