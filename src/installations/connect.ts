import { HandshakeError } from '../errors/handshake-error.js';
import { InputError } from '../errors/input-error.js';
import type { Activation } from './activation.js';
import type { App } from './app.js';
import type { BrowserSession } from './browser-session.js';
import { greet, install } from './install.js';
import type { Installed } from './installed.js';
import { start } from './own-activation.js';
import { problem } from './problem.js';
import { runExchange } from './run-exchange.js';

/**
 * The admin was pressed twice: the first exchange used up the one verifier both activations share, and
 * its result is what this person waits for.
 */
async function doneMeanwhile(
  app: App,
  { storeId, consumerKey }: BrowserSession,
  { announcedAt }: Activation,
  account: string,
): Promise<Installed | undefined> {
  const { value } = await app.installed.find(storeId);
  const isSame = value?.credentials?.consumerKey === consumerKey && value.account === account;
  return isSame && value.authorizedAt >= announcedAt ? value : undefined;
}

const LONGEST_ACCOUNT = 255;

function checkAccount(account: unknown): void {
  if (typeof account === 'string' && account !== '' && account.length <= LONGEST_ACCOUNT) return;
  throw new InputError(`"account" must be a text of 1 to ${LONGEST_ACCOUNT} characters.`);
}

/**
 * Finishes the handshake of a browser: exchanges, stores, tells the app. Whoever gets here twice finds it
 * done.
 * @throws HandshakeError
 * @throws InputError when the account is no text
 */
export async function connect(app: App, session: BrowserSession, account: string): Promise<void> {
  checkAccount(account);
  const { storeId } = session;
  const { value: before } = await app.installed.find(storeId);
  if (before?.activation === session.state) {
    if (before.account !== account) throw problem('HANDSHAKE_SESSION', { storeId });
    return greet(app, before);
  }
  const started = await start(app, session);
  let installed: Installed;
  try {
    const credentials = await runExchange(app, session, started);
    installed = await install(app, session, started, account, credentials);
  } catch (error) {
    const used = error instanceof HandshakeError && error.code === 'HANDSHAKE_USED';
    const done = used ? await doneMeanwhile(app, session, started, account) : undefined;
    if (done === undefined) throw error;
    installed = done;
  }
  await greet(app, installed);
}
