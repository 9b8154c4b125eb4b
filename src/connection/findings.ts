import { checkAddress } from './checks/address.js';
import { checkCaller } from './checks/caller.js';
import { checkClock } from './checks/clock.js';
import { checkCredentials } from './checks/credentials.js';
import { checkLatency } from './checks/latency.js';
import { checkRight } from './checks/right.js';
import { checkRoute } from './checks/route.js';
import { checkStore } from './checks/store.js';
import { checkTls } from './checks/tls.js';
import { checkVersion } from './checks/version.js';
import { type ConnectionFacts, skipped, type Verdict } from './facts.js';
import type { ConnectionCheck, ConnectionFinding } from './report.js';

interface Step {
  readonly check: ConnectionCheck;
  readonly run: (facts: ConnectionFacts) => Verdict;
  /** Checks without which this one means nothing. */
  readonly needs: readonly ConnectionCheck[];
}

const REACHED = ['address', 'tls'] as const;

const steps: readonly Step[] = [
  { check: 'address', run: checkAddress, needs: [] },
  { check: 'tls', run: checkTls, needs: [] },
  { check: 'route', run: checkRoute, needs: REACHED },
  { check: 'store', run: checkStore, needs: [...REACHED, 'route'] },
  { check: 'credentials', run: checkCredentials, needs: [...REACHED, 'route'] },
  { check: 'caller', run: checkCaller, needs: [...REACHED, 'route', 'credentials'] },
  {
    check: 'right',
    run: checkRight,
    needs: [...REACHED, 'route', 'store', 'credentials', 'caller'],
  },
  { check: 'version', run: checkVersion, needs: [...REACHED, 'route'] },
  { check: 'clock', run: checkClock, needs: REACHED },
  { check: 'latency', run: checkLatency, needs: REACHED },
];

const NAMES: Readonly<Record<ConnectionCheck, string>> = {
  address: 'the address',
  tls: 'the certificate',
  route: 'the REST API',
  store: 'the store code',
  credentials: 'the credentials',
  caller: 'the kind of caller',
  right: 'the right',
  version: 'the version',
  clock: 'the clock',
  latency: 'the speed',
};

function toFinding(check: ConnectionCheck, { status, message, hint }: Verdict): ConnectionFinding {
  return { check, status, message, ...(hint === undefined ? {} : { hint }) };
}

/** What the facts mean, check by check. A check whose ground has failed is skipped. */
export function findingsOf(facts: ConnectionFacts): readonly ConnectionFinding[] {
  const failed = new Set<ConnectionCheck>();
  return steps.map(({ check, run, needs }) => {
    const missing = needs.find((one) => failed.has(one));
    const verdict = missing
      ? skipped(`Not tried, as ${NAMES[missing]} must work first.`)
      : run(facts);
    if (verdict.status === 'failed') failed.add(check);
    return toFinding(check, verdict);
  });
}
