import type { AuthAnswer } from '../auth/authenticator.js';
import type { CallOptions, RestRequest } from '../client/types.js';
import { type ConnectionFacts, hasStoreInPath, isSigned, logsIn, type Tried } from './facts.js';
import { failureOf, resourceOf } from './failure.js';
import { isCurrency, isReady, isUnknownScope } from './open-answer.js';
import type { ConnectionPort } from './port.js';
import type { TestConnectionOptions } from './report.js';

/** Guarded by the one right that Magento gives to every admin and every active integration. */
const FOR_STAFF: RestRequest = { method: 'GET', path: '/V1/modules' };
const FOR_CUSTOMERS: RestRequest = { method: 'GET', path: '/V1/customers/me' };
const STORE_VIEWS: RestRequest = { method: 'GET', path: '/V1/store/storeViews' };
const ONE_PRODUCT: RestRequest = {
  method: 'GET',
  path: '/V1/products?fields=items[sku]',
  query: { searchCriteria: { pageSize: 1 } },
};

/** Waits for a promise until the signal fires; whatever comes later is nobody's. */
function within<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** The requests of one test. */
interface Caller {
  /** Without credentials. */
  readonly ask: (url: string) => Promise<Tried<AuthAnswer>>;
  /** With them. */
  readonly call: (request: RestRequest, store?: 'all') => Promise<Tried<unknown>>;
}

function createCaller({ client, send, clock }: ConnectionPort, signal: AbortSignal): Caller {
  async function timed<T>(work: () => Promise<T>): Promise<Tried<T>> {
    const start = clock.now();
    try {
      signal.throwIfAborted();
      const answer = await within(work(), signal);
      return { answer, ms: clock.now() - start };
    } catch (error) {
      return { failure: failureOf(error), ms: clock.now() - start };
    }
  }
  return {
    ask: (url) => timed(() => send({ method: 'GET', url })),
    call(request, store) {
      const options: CallOptions = { signal, ...(store ? { store } : {}) };
      return timed(() => client.request(request, options));
    },
  };
}

function codesIn(answer: unknown): string[] {
  const views: unknown[] = Array.isArray(answer) ? answer : [];
  return views.flatMap((view) => {
    const { code } = (view ?? {}) as { code?: unknown };
    return typeof code === 'string' && code !== 'admin' ? [code] : [];
  });
}

const isRefused = (tried: Tried<unknown> | undefined) =>
  tried?.failure !== undefined && resourceOf(tried.failure) !== undefined;

/** Makes the requests of a test, each only when those before it make it worthwhile; six at most. */
export async function runCalls(
  port: ConnectionPort,
  given: TestConnectionOptions['probe'],
  signal: AbortSignal,
): Promise<Omit<ConnectionFacts, 'skewMs'>> {
  const { auth, root, store } = port;
  const { ask, call } = createCaller(port, signal);
  const at = (scope: string) => ask(`${root}${scope}/V1/directory/currency`);
  const inPath = hasStoreInPath(root);

  const open = await at(store && inPath ? `/${store}` : '');
  const base = { auth, root, store, open };
  if (!open.answer || !isReady(open.answer)) return base;
  const unscoped = store && inPath && isUnknownScope(open.answer) ? await at('') : undefined;
  const wrongStore = unscoped?.answer !== undefined && isCurrency(unscoped.answer);
  if (isUnknownScope(open.answer) && !wrongStore) return { ...base, unscoped };

  const isGuest = auth.caller === 'guest';
  const isCustomer = auth.caller === 'customer';
  const staffCall = wrongStore ? STORE_VIEWS : FOR_STAFF;
  const [version, guarded] = await Promise.all([
    inPath ? ask(`${root.slice(0, -'/rest'.length)}/magento_version`) : undefined,
    isGuest || (isCustomer && wrongStore)
      ? undefined
      : call(isCustomer ? FOR_CUSTOMERS : staffCall, wrongStore ? 'all' : undefined),
  ]);
  const known = { ...base, unscoped, version, guarded };
  if (wrongStore) return { ...known, storeCodes: codesIn(guarded?.answer) };
  if (guarded?.failure && !isRefused(guarded)) return known;

  const right: RestRequest | undefined = given
    ? { method: 'GET', ...given }
    : isGuest || isCustomer
      ? undefined
      : ONE_PRODUCT;
  const probe = right ? await call(right) : isCustomer ? guarded : undefined;
  // A signature, or a login at the admins' address, says who it is; a token may be anybody's.
  const mayBeCustomer = !isGuest && !isCustomer && !isSigned(auth) && !logsIn(auth);
  const asCustomer =
    mayBeCustomer && isRefused(guarded) && probe?.failure ? await call(FOR_CUSTOMERS) : undefined;
  return { ...known, probe, probePath: given?.path, asCustomer };
}
