import type { AuthContext, Authenticator, AuthRequest, Refusal } from '../auth/authenticator.js';
import { oauth1 } from '../auth/oauth1.js';
import { foundRemoved } from './found-removed.js';
import type { Credentials } from './installed.js';

/** What the credentials of a store are, and what a refusal may mean. */
export interface InstallationAuthPort {
  /** What is stored now. @throws NotInstalledError when that is nothing */
  readonly reload: () => Promise<Credentials>;
  /**
   * The store does not know the integration of these credentials any more. Answers the error to throw, or
   * undefined when there are newer ones.
   */
  readonly removed: (credentials: Credentials) => Promise<Error | undefined>;
}

/** An authenticator whose credentials may be replaced while it is in use. */
export interface InstallationAuth extends Authenticator {
  /** Takes credentials that somebody has read; later attempts use them. */
  learn(credentials: Credentials): void;
}

/** A refusal that is about the credentials themselves, not about a right. */
type Suspicion = Pick<Refusal, 'request' | 'message'>;

const sameToken = (a: Credentials, b: Credentials) => a.accessToken === b.accessToken;

/**
 * Signs for one installation, for all its clients. When the store refuses the credentials, what is stored
 * is read again: another process may have taken part in a new handshake. If nothing is newer, the store
 * is asked whether it knows the integration at all.
 */
export function createInstallationAuth(
  initial: Credentials,
  port: InstallationAuthPort,
): InstallationAuth {
  let credentials = initial;
  let signer = oauth1(initial);
  let suspicion: Suspicion | undefined;
  let check: Promise<void> | undefined;
  /** What the store says to these credentials although it knows the integration. */
  let known: string | undefined;

  function learn(next: Credentials): void {
    if (sameToken(next, credentials)) return;
    credentials = next;
    signer = oauth1(next);
    suspicion = undefined;
    known = undefined;
  }

  async function clear({ request, message }: Suspicion, context: AuthContext): Promise<void> {
    const before = credentials;
    learn(await port.reload());
    if (!sameToken(before, credentials)) return;
    if (await foundRemoved(request, message, context)) {
      const gone = await port.removed(credentials);
      if (gone) throw gone;
      learn(await port.reload());
      return;
    }
    known = message;
    suspicion = undefined;
  }

  /** One check serves all calls that were refused together. */
  async function clearOnce(suspected: Suspicion, context: AuthContext): Promise<void> {
    check ??= clear(suspected, context).finally(() => {
      check = undefined;
    });
    await check;
  }

  return {
    learn,
    name: signer.name,
    caller: 'integration',
    proven: true,
    async authenticate(request: AuthRequest, context: AuthContext) {
      if (suspicion) await clearOnce(suspicion, context);
      return signer.authenticate(request, context);
    },
    refused(refusal, context) {
      const signsOtherwise = signer.refused?.(refusal, context) ?? false;
      const isNew = refusal.resources === undefined && refusal.message !== known;
      if (isNew) suspicion = { request: refusal.request, message: refusal.message };
      return signsOtherwise || isNew;
    },
    explain: (refusal, context) => signer.explain?.(refusal, context),
    describe: () => signer.describe?.() ?? { name: signer.name, caller: 'integration' },
  };
}
