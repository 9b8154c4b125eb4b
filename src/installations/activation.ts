import type { HandshakeCode } from '../errors/handshake-error.js';
import { problem } from './problem.js';

/** What every state of an activation knows. */
interface Known {
  /** Names this activation; a further one of the same consumer gets another. It is also the `state`. */
  readonly id: string;
  readonly consumerKey: string;
  readonly storeId: string;
  readonly storeUrl: string;
  /** When the credentials arrived, in milliseconds since the epoch; Magento counts from here. */
  readonly announcedAt: number;
}

/** A request token that waits for its access token. */
export interface RequestToken {
  readonly requestToken: string;
  readonly requestTokenSecret: string;
  /** Made with it, and asked for with it. */
  readonly verifier: string;
}

/** The credentials have arrived; nobody has come to the identity page. */
export interface Announced extends Known {
  readonly state: 'announced';
  readonly consumerSecret: string;
  readonly verifier: string;
  /** Left over from an activation before. Magento gives no other one until it is used. */
  readonly earlier?: RequestToken | undefined;
}

/** A browser has come, and the app finds out who sits before it. */
export interface Claimed extends Omit<Announced, 'state'> {
  readonly state: 'claimed';
  /** The one browser that may go on. */
  readonly browser: string;
  /** Until when one request has the exchange for itself, in milliseconds since the epoch. */
  readonly busyUntil: number;
}

/** The store has given the request token; the access token is still to come. */
export interface Requested extends Omit<Claimed, 'state'>, RequestToken {
  readonly state: 'requested';
}

/** It cannot succeed any more. The secrets are gone; the reason stays for whoever asks again. */
export interface Failed extends Known {
  readonly state: 'failed';
  readonly code: HandshakeCode;
}

/** A handshake on its way. When it has succeeded there is an installation in its place. */
export type Activation = Announced | Claimed | Requested | Failed;

/** Magento takes the first step of the exchange for this long, counted from the callback. */
export const LIFETIME_MS = 300_000;
/** Longer than both steps of an exchange take, so that nobody repeats what is still running. */
export const LEASE_MS = 30_000;

const isOver = (activation: Activation, now: number) =>
  activation.state !== 'requested' && now >= activation.announcedAt + LIFETIME_MS;

/**
 * Why an activation cannot go on, when it cannot.
 * The second step of an exchange is not bound to the five minutes (recording `handshake-26`).
 */
export function lastingFailure(activation: Activation, now: number): HandshakeCode | undefined {
  if (activation.state === 'failed') return activation.code;
  return isOver(activation, now) ? 'HANDSHAKE_EXPIRED' : undefined;
}

function alive(activation: Activation, now: number): Announced | Claimed | Requested {
  const code = lastingFailure(activation, now);
  if (code !== undefined || activation.state === 'failed') {
    throw problem(code ?? 'HANDSHAKE_EXPIRED', { storeId: activation.storeId });
  }
  return activation;
}

/** The callback has come, perhaps not for the first time. The newest one counts. */
export function announce(before: Activation | undefined, announced: Announced): Announced {
  if (before === undefined || before.state === 'failed') return announced;
  // Another secret is another integration, or a forgery.
  if (before.consumerSecret !== announced.consumerSecret) return announced;
  if (before.state !== 'requested') return { ...announced, earlier: before.earlier };
  const { requestToken, requestTokenSecret, verifier } = before;
  return { ...announced, earlier: { requestToken, requestTokenSecret, verifier } };
}

/**
 * A browser comes to the identity page. The first one gets the activation; it may come again.
 * @throws HandshakeError HANDSHAKE_OTHER_BROWSER, or why the activation has failed
 */
export function claim(activation: Activation, browser: string, now: number): Claimed | Requested {
  const found = alive(activation, now);
  if (found.state === 'announced') return { ...found, state: 'claimed', browser, busyUntil: 0 };
  if (found.browser === browser) return found;
  throw problem('HANDSHAKE_OTHER_BROWSER', { storeId: found.storeId });
}

/**
 * That browser's request takes the exchange for itself, for a limited time.
 * @throws HandshakeError HANDSHAKE_SESSION, HANDSHAKE_BUSY, or why the activation has failed
 */
export function begin(activation: Activation, browser: string, now: number): Claimed | Requested {
  const found = alive(activation, now);
  const { storeId } = found;
  if (found.state === 'announced' || found.browser !== browser) {
    throw problem('HANDSHAKE_SESSION', { storeId });
  }
  if (now < found.busyUntil) throw problem('HANDSHAKE_BUSY', { storeId });
  return { ...found, busyUntil: now + LEASE_MS };
}

/** The first step has succeeded, now or earlier. */
export function requested(claimed: Claimed, token: RequestToken): Requested {
  return { ...claimed, ...token, state: 'requested' };
}

/** The exchange stopped, and may be taken up again where it was. */
export function released<T extends Claimed | Requested>(activation: T): T {
  return { ...activation, busyUntil: 0 };
}

/** The exchange cannot succeed any more. */
export function failed(activation: Activation, code: HandshakeCode): Failed {
  const { id, consumerKey, storeId, storeUrl, announcedAt } = activation;
  return { state: 'failed', code, id, consumerKey, storeId, storeUrl, announcedAt };
}
