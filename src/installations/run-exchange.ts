import { HandshakeError } from '../errors/handshake-error.js';
import { type Claimed, type Requested, type RequestToken, requested } from './activation.js';
import type { App } from './app.js';
import type { BrowserSession } from './browser-session.js';
import { type ExchangePort, getAccessToken, getRequestToken } from './exchange.js';
import type { Credentials } from './installed.js';
import { change, settle } from './own-activation.js';

const portOf = ({ network, clock, options }: App): ExchangePort => ({
  fetch: network.fetch,
  clock,
  timeoutMs: options.exchangeTimeoutMs ?? 10_000,
});

/** The first step. A store that has given a request token before gives none until that one is used. */
async function firstStep(port: ExchangePort, claimed: Claimed): Promise<RequestToken> {
  try {
    return await getRequestToken(port, claimed);
  } catch (error) {
    const used = error instanceof HandshakeError && error.code === 'HANDSHAKE_USED';
    if (used && claimed.earlier) return claimed.earlier;
    throw error;
  }
}

/**
 * Runs both steps of an exchange, the first one only if it has not been done before.
 * @throws HandshakeError
 */
export async function runExchange(
  app: App,
  session: BrowserSession,
  started: Claimed | Requested,
): Promise<Credentials> {
  const port = portOf(app);
  try {
    if (started.state === 'requested') return await getAccessToken(port, started);
    const second = requested(started, await firstStep(port, started));
    // Written down before the second step, whose answer may get lost.
    return await getAccessToken(port, await change(app, session, () => second));
  } catch (error) {
    await settle(app, session, error);
    throw error;
  }
}
