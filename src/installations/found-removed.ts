import type { AuthContext, AuthRequest } from '../auth/authenticator.js';
import { createSigner, randomNonce } from '../oauth1/signer.js';

/** A route that nobody may use without a right, so that the store looks at the signature. */
const PROBE = '/V1/modules';

function messageIn(text: string): string | undefined {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown };
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

async function ask(
  url: string,
  context: AuthContext,
  authorization?: string,
): Promise<string | undefined> {
  const headers = authorization ? { authorization } : {};
  const { status, text } = await context.send({ method: 'GET', url, headers });
  return status === 401 ? messageIn(text) : undefined;
}

/** Signed by a consumer that no store knows. */
function signedByNobody(url: string, { serverNow }: AuthContext): Promise<string> {
  const credentials = {
    consumerKey: randomNonce(),
    consumerSecret: randomNonce(),
    accessToken: randomNonce(),
    accessTokenSecret: randomNonce(),
  };
  const moment = { nonce: randomNonce(), timestamp: Math.floor(serverNow() / 1000) };
  return createSigner(credentials).sign({ method: 'GET', url }, moment, 'hmac');
}

/**
 * Whether the store has said of our integration what it says of one that does not exist. Its sentence
 * depends on its language, so it is not compared with a known one but asked for: a call signed by nobody
 * must get the same, and a call without a signature something else (a firewall says 401 to everything).
 * When the store cannot be asked, the answer is no.
 */
export async function foundRemoved(
  refused: AuthRequest,
  message: string,
  context: AuthContext,
): Promise<boolean> {
  const [base = context.root] = refused.url.split('/V1/', 1);
  const url = base + PROBE;
  try {
    if ((await ask(url, context, await signedByNobody(url, context))) !== message) return false;
    return (await ask(url, context)) !== message;
  } catch {
    return false;
  }
}
