import * as z from 'zod/mini';
import { type Activation, claim, failed, lastingFailure } from './activation.js';
import { type App, randomId, runHook } from './app.js';
import { type BrowserSession, SESSION_MS } from './browser-session.js';
import { connect } from './connect.js';
import { address, readFields, readQuery, token } from './fields.js';
import { shown } from './installed.js';
import { change } from './own-activation.js';
import { redirect, waitingPage } from './page.js';
import { problem } from './problem.js';
import { checkReturnAddress } from './store-address.js';
import type { IdentityVisit } from './types.js';

const FIELDS = z.object({ oauth_consumer_key: token(), success_call_back: address() });

/** Counts the reloads while the callback is on its way. */
const WAITED = 'magekit_waited';
const MOST_WAITS = 5;
const WAIT_SECONDS = 2;

/** The callback comes first, but where several processes serve the app it may be seen last. */
function waitForCallback(query: URLSearchParams): Response {
  const waited = Number(query.get(WAITED) ?? 0);
  if (!(waited < MOST_WAITS)) throw problem('HANDSHAKE_UNKNOWN');
  query.set(WAITED, String(waited + 1));
  return waitingPage(query, WAIT_SECONDS);
}

/** An activation that is over keeps no secret. */
async function refuseWhatIsOver(app: App, activation: Activation): Promise<void> {
  const code = lastingFailure(activation, app.clock.now());
  if (code === undefined) return;
  const { id, consumerKey, storeId, state } = activation;
  if (state !== 'failed') {
    await app.activations.update(consumerKey, (found) =>
      found && found.id !== id ? found : failed(activation, code),
    );
  }
  throw problem(code, { storeId });
}

/** The reason may name an address behind a name, so it is for logs alone. */
async function checkReachable(app: App, { storeId, storeUrl }: Activation): Promise<void> {
  const why = await app.network.check(new URL(storeUrl));
  if (why === undefined) return;
  throw problem('HANDSHAKE_STORE_ADDRESS', { storeId, cause: new Error(`${storeId} ${why}`) });
}

/** Ties an activation to this browser, if it is the first one or the same. */
async function claimFor(
  app: App,
  request: Request,
  activation: Activation,
  returnText: string,
): Promise<BrowserSession> {
  await refuseWhatIsOver(app, activation);
  const { id: state, consumerKey, storeId, storeUrl } = activation;
  const returnTo = checkReturnAddress(returnText, activation);
  await checkReachable(app, activation);

  const now = app.clock.now();
  const before = await app.sessions.find(request, state, now);
  const browser = before?.browser ?? randomId();
  const expiresAt = now + SESSION_MS;
  const session = { state, consumerKey, storeId, storeUrl, browser, returnTo, expiresAt };
  await change(app, session, (found) => claim(found, browser, now));
  return session;
}

/** An activation that is done is gone; the browser that did it may come back to its page. */
async function sessionOfDone(
  app: App,
  request: Request,
  consumerKey: string,
  returnText: string,
): Promise<BrowserSession | undefined> {
  const sessions = await app.sessions.all(request, app.clock.now());
  const returnTo = URL.canParse(returnText) ? new URL(returnText).href : returnText;
  // Stores make their keys up, so the address to return to must fit as well.
  const own = sessions.filter(
    (one) => one.consumerKey === consumerKey && one.returnTo === returnTo,
  );
  for (const session of own) {
    const { value } = await app.installed.find(session.storeId);
    if (value?.activation === session.state) return session;
  }
  return undefined;
}

/** What an app may know of a browser's handshake. */
export async function visitOf(
  app: App,
  request: Request,
  { state, storeId, storeUrl }: BrowserSession,
): Promise<IdentityVisit> {
  const { value } = await app.installed.find(storeId);
  return { request, storeId, storeUrl, state, installed: value && shown(value) };
}

/**
 * Receives the person whom Magento sends: binds the handshake to this browser, and asks the app who it is.
 * @param cookies takes what the browser must keep, also when this fails
 * @throws HandshakeError
 */
export async function receivePerson(
  app: App,
  request: Request,
  cookies: string[],
): Promise<Response> {
  if (request.method !== 'GET') throw problem('HANDSHAKE_METHOD');
  const query = readQuery(request);
  const { oauth_consumer_key: consumerKey, success_call_back: returnText } = readFields(
    query,
    FIELDS,
  );

  const { value: activation } = await app.activations.find(consumerKey);
  const session = activation
    ? await claimFor(app, request, activation, returnText)
    : await sessionOfDone(app, request, consumerKey, returnText);
  if (session === undefined) return waitForCallback(query);
  cookies.push(await app.sessions.setCookie(request, session));

  const visit = await visitOf(app, request, session);
  const answer = await runHook(() => app.options.onIdentify(visit), session.storeId);
  // Frameworks bring Responses of their own, which are no instances of the global one.
  if (!('account' in answer)) return answer;
  await connect(app, session, answer.account);
  return redirect(session.returnTo);
}
