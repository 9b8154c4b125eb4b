import type { Authenticator } from '../../src/auth/authenticator.js';
import { createClient } from '../../src/client/create-client.js';
import type { ClientOptions } from '../../src/client/options.js';
import { type Clock, systemClock } from '../../src/clock.js';
import { atMostOneLogin } from '../../src/connection/one-login.js';
import type { ConnectionPort } from '../../src/connection/port.js';
import type {
  ConnectionCheck,
  ConnectionFinding,
  ConnectionReport,
} from '../../src/connection/report.js';
import { exchange } from '../../src/http/exchange.js';
import { createServerTime } from '../../src/http/server-time.js';

/** Options of {@link connect}. */
export interface Connecting {
  readonly baseUrl: string;
  readonly auth: Authenticator;
  readonly store?: string;
  readonly flavour?: 'paas' | 'saas';
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
}

/** A port as a client makes it: one attempt for each call, one login for all of them. */
export function connect(options: Connecting): ConnectionPort {
  const { auth, fetch = globalThis.fetch, clock = systemClock, ...rest } = options;
  const serverTime = createServerTime(clock);
  const wire = { fetch, clock, serverTime, attemptTimeoutMs: 60_000, maxBodyBytes: 1e6 };
  const settings: ClientOptions = { ...rest, auth: atMostOneLogin(auth), fetch, clock };
  const client = createClient({ ...settings, retry: { throttled: 0, soft: 0 } });
  return {
    client,
    clock,
    auth: auth.describe?.() ?? auth,
    root: client.baseUrl,
    store: client.describe().store,
    skewMs: serverTime.skewMs,
    send(request) {
      const line = { method: request.method, path: new URL(request.url).pathname };
      const headers = { accept: 'application/json', ...request.headers };
      return exchange(wire, { ...request, headers, line }, undefined);
    },
  };
}

/** One finding of a report. */
export function finding(
  report: ConnectionReport,
  check: ConnectionCheck,
): ConnectionFinding | undefined {
  return report.findings.find((one) => one.check === check);
}

/** The checks of a report that have this status. */
export function checks(report: ConnectionReport, status: string): ConnectionCheck[] {
  return report.findings.filter((one) => one.status === status).map(({ check }) => check);
}

/** A clock ahead of the system's by so many seconds. */
export function clockAhead(seconds: number): Clock {
  return { ...systemClock, now: () => Date.now() + seconds * 1000 };
}
