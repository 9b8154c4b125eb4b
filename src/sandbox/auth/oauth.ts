import { failure } from '../errors.js';
import type { SignatureEngine } from '../installation-switches.js';
import type { SandboxRequest } from '../request.js';
import { type Caller, guest } from './callers.js';
import { type Consumer, ownerOfToken } from './consumers.js';
import { checkProtocol, checkSignature, commonParameters, type OauthHeader } from './protocol.js';
import type { AuthState } from './state.js';

const required = [...commonParameters, 'oauth_token'];

/** Checks a signed call in Magento's order and names the integration, or throws Magento's error. */
export function verifySignedCall(
  request: SandboxRequest,
  header: OauthHeader,
  state: AuthState,
  engine: SignatureEngine,
  nowSeconds: number,
): Caller {
  const consumer = checkProtocol(header, required, state, nowSeconds);
  const tokenSecret = accessTokenSecret(consumer, header.get('oauth_token') ?? '', state);
  checkSignature(request, header, engine, consumer.consumerSecret, tokenSecret);
  // An integration out of use is nobody; no word says why.
  if (consumer.status !== 1) return guest;
  return { kind: 'integration', id: consumer.id, catalogOnly: consumer.catalogOnly };
}

function accessTokenSecret(consumer: Consumer, token: string, state: AuthState): string {
  const owner = ownerOfToken(state.consumers, token);
  if (owner === undefined) throw failure(401, 'Specified token does not exist');
  if (owner.consumer.id !== consumer.id) {
    throw failure(401, 'Token is not associated with the specified consumer');
  }
  if (owner.row.type !== 'access') throw failure(401, 'Token is not an access token');
  if (owner.row.revoked) throw failure(401, 'Access token has been revoked');
  return owner.row.secret;
}
