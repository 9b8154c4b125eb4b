import * as products from '../../../generated/resources/products.js';
import { adminToken } from '../../../src/auth/admin-token.js';
import type { ConcurrencyBudget } from '../../../src/budget/types.js';
import { type Client, createBudget, createClient } from '../../../src/core.js';
import { isMagentoError } from '../../../src/errors/index.js';
import { createSandbox } from '../../../src/sandbox/index.js';
import { type Fetch, passTime } from '../../bulk/shop.js';
import { createFakeClock } from '../../support/fake-clock.js';
import type { CallCase } from './calls.js';
import type { FaultCase } from './faults.js';

/** What came of a call that met a fault. */
export interface Outcome {
  /** What the caller got, in words. */
  readonly gets: string;
  /** Requests of the call that reached the store or its front, that of the fault included. */
  readonly requests: number;
  /** How often the store has done it; undefined for what only reads. */
  readonly done: number | undefined;
  /** Calls of the neighbour on the same budget that were answered, of five. */
  readonly neighbour: number | undefined;
  /** What is left when all is over. */
  readonly left: { readonly timers: number; readonly inFlight: number; readonly queued: number };
}

const NEIGHBOURS = 5;

/** Runs one call against one fault, alone or beside a neighbour that shares the budget. */
export async function runCase(call: CallCase, fault: FaultCase, shared: boolean): Promise<Outcome> {
  const clock = createFakeClock();
  const random = () => 0.5;
  const sandbox = createSandbox({ products: 30, clock });
  const budget: ConcurrencyBudget = createBudget({ target: 4, clock, random });
  const auth = () => adminToken(sandbox.credentials.admin);
  const connect = (fetch: Fetch, own: ConcurrencyBudget | undefined): Client =>
    createClient({ baseUrl: sandbox.url, auth: auth(), fetch, clock, random, budget: own });
  const reader = connect(sandbox.fetch, undefined);
  const other = connect(sandbox.fetch, budget);
  const count = async () => (await call.done?.(reader)) ?? 0;
  const before = await passTime(clock, count());
  await passTime(clock, products.get(other, { sku: '24-MB02' }));

  const { fetch, met } = fault.arm(sandbox, call.about);
  let requests = 0;
  const counted: Fetch = (input, init) => {
    requests += 1;
    return fetch(input, init);
  };
  const client = connect(counted, budget);
  const gets = call.run(client).catch((error: unknown) => {
    if (isMagentoError(error)) return `\`${error.code}\``;
    throw error;
  });
  const beside = shared
    ? Array.from({ length: NEIGHBOURS }, () =>
        other
          .request({ method: 'GET', path: '/V1/store/storeViews' })
          .then(() => 1 as number)
          .catch(() => 0),
      )
    : [];
  const said = await passTime(clock, gets);
  const answered = await passTime(clock, Promise.all(beside));
  if (!met()) throw new Error(`No request has met "${fault.name}".`);
  sandbox.configure({ faults: [] });
  const after = await passTime(clock, count());
  const { inFlight, queued } = budget.snapshot();
  const waiting = Object.values(queued).reduce((sum, count) => sum + count, 0);
  return {
    gets: said,
    requests,
    done: call.done && after - before,
    neighbour: shared ? answered.reduce((sum, one) => sum + one, 0) : undefined,
    left: { timers: clock.pending, inFlight, queued: waiting },
  };
}
