import type { Sealer } from '../sealing/sealer.js';
import { problem } from './problem.js';

/** What ties a handshake to the browser of the person who started it. */
export interface BrowserSession {
  /** The activation, and the `state` that travels through the app's login. */
  readonly state: string;
  readonly consumerKey: string;
  readonly storeId: string;
  readonly storeUrl: string;
  /** Known to this browser and the activation alone. */
  readonly browser: string;
  /** Where Magento wants the person back. Its address holds a key of the admin's session. */
  readonly returnTo: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Time for the app's login, in milliseconds; the exchange itself must start within Magento's five minutes. */
export const SESSION_MS = 900_000;

const NAME = /magekit-([0-9a-f]{32})$/;
/** Browsers send nothing back that is `Secure` over http, which is fine on a developer's own machine. */
function nameFor(state: string, request: Request): readonly [name: string, secure: boolean] {
  const { hostname } = new URL(request.url);
  const isLocal = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
  return [`${isLocal ? '' : '__Host-'}magekit-${state}`, !isLocal];
}

function cookiesOf(request: Request): readonly (readonly [name: string, value: string])[] {
  const cookies = (request.headers.get('cookie') ?? '').split('; ');
  return cookies.map((cookie) => {
    const at = cookie.indexOf('=');
    return [cookie.slice(0, at), cookie.slice(at + 1)];
  });
}

/** Sessions in sealed, short-lived cookies: nothing can be read in them, made up, or moved. */
export interface BrowserSessions {
  /** The value of a `Set-Cookie` header. */
  setCookie(request: Request, session: BrowserSession): Promise<string>;
  /** The session of a state, or undefined when this browser has none. */
  find(request: Request, state: string, now: number): Promise<BrowserSession | undefined>;
  /** All sessions of this browser. */
  all(request: Request, now: number): Promise<readonly BrowserSession[]>;
}

/** A person connects a handful of stores within a quarter of an hour. */
const MOST_SESSIONS = 20;

/** Lax, so that the cookie comes along when a login elsewhere sends the person back. */
const ATTRIBUTES = `Path=/; Max-Age=${SESSION_MS / 1000}; HttpOnly; SameSite=Lax`;

export function createBrowserSessions(sealer: Sealer): BrowserSessions {
  const placeOf = (state: string) => `browser\n${state}`;

  async function find(
    request: Request,
    state: string,
    now: number,
  ): Promise<BrowserSession | undefined> {
    const [name] = nameFor(state, request);
    const [, sealed] = cookiesOf(request).find(([other]) => other === name) ?? [];
    const opened = sealed && (await sealer.open(placeOf(state), sealed));
    if (!opened) return undefined;
    const session = JSON.parse(opened.text) as BrowserSession;
    return now < session.expiresAt ? session : undefined;
  }

  return {
    async setCookie(request, session) {
      const [name, secure] = nameFor(session.state, request);
      const sealed = await sealer.seal(placeOf(session.state), JSON.stringify(session));
      return `${name}=${sealed}; ${ATTRIBUTES}${secure ? '; Secure' : ''}`;
    },
    find,
    async all(request, now) {
      const states = cookiesOf(request).flatMap(([name]) => NAME.exec(name)?.[1] ?? []);
      const recent = states.slice(-MOST_SESSIONS);
      const found = await Promise.all(recent.map((state) => find(request, state, now)));
      return found.filter((session) => session !== undefined);
    },
  };
}

/**
 * The session of a state, which must be there.
 * @throws HandshakeError HANDSHAKE_SESSION
 */
export async function requireSession(
  sessions: BrowserSessions,
  request: Request,
  state: string,
  now: number,
): Promise<BrowserSession> {
  const session = await sessions.find(request, state, now);
  if (session === undefined) throw problem('HANDSHAKE_SESSION');
  return session;
}
