import { HandshakeError } from '../errors/handshake-error.js';
import {
  type Activation,
  begin,
  type Claimed,
  failed,
  type Requested,
  released,
} from './activation.js';
import type { App } from './app.js';
import type { BrowserSession } from './browser-session.js';
import { mayPass, problem } from './problem.js';

/** A newer activation of the same consumer has its own browser. */
function own(found: Activation | undefined, { state }: BrowserSession): Activation {
  if (found?.id !== state) throw problem('HANDSHAKE_SESSION');
  return found;
}

/**
 * Changes the activation of a browser, if it is still the newest of its consumer.
 * @throws HandshakeError HANDSHAKE_SESSION
 */
export function change<T extends Activation>(
  app: App,
  session: BrowserSession,
  to: (activation: Activation) => T,
): Promise<T> {
  return app.activations.update(session.consumerKey, (found) => to(own(found, session)));
}

/** Keeps of an activation what may still succeed: everything, or the reason why it cannot alone. */
export async function settle(app: App, session: BrowserSession, error: unknown): Promise<void> {
  const code = error instanceof HandshakeError ? error.code : 'HANDSHAKE_STORAGE';
  const settled = (found: Activation): Activation => {
    if (!mayPass(code)) return failed(found, code);
    return 'busyUntil' in found ? released(found) : found;
  };
  // The error that led here is the one to tell.
  await change(app, session, settled).catch(() => undefined);
}

/**
 * Takes the exchange for this request alone.
 * @throws HandshakeError HANDSHAKE_BUSY, HANDSHAKE_SESSION, or why the activation has failed
 */
export async function start(app: App, session: BrowserSession): Promise<Claimed | Requested> {
  const now = app.clock.now();
  try {
    return await change(app, session, (found) => begin(found, session.browser, now));
  } catch (error) {
    // Whoever is busy with it must not be disturbed.
    if (error instanceof HandshakeError && !mayPass(error.code)) await settle(app, session, error);
    throw error;
  }
}
