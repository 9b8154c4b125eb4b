import { failure, MagentoFailure } from '../errors.js';
import { isObject, type Json, type JsonObject, objectsAt } from '../json.js';
import { type SandboxRequest, type SandboxResponse, splitTarget } from '../request.js';
import { nowSeconds, type World } from '../store/world.js';
import { formBody } from '../wire/php-query.js';
import { type Consumer, type OauthToken, ownerOfToken } from './consumers.js';
import {
  checkProtocol,
  checkSignature,
  commonParameters,
  type OauthHeader,
  oauthParameters,
  seenBySignature,
} from './protocol.js';

const tokenPath = /^(?:\/index\.php)?\/oauth\/token\/(request|access)\/?$/;

/** Seconds between the activation and the request token. */
const exchangePeriod = 300;

const headers = {
  'content-type': 'text/html; charset=UTF-8',
  'cache-control': 'max-age=0, must-revalidate, no-cache, no-store',
  'x-frame-options': 'SAMEORIGIN',
};

/** The two token endpoints of the integration handshake, for any method; undefined for other addresses. */
export function answerTokenExchange(
  request: SandboxRequest,
  world: World,
): SandboxResponse | undefined {
  const step = tokenPath.exec(splitTarget(request.target).path)?.[1];
  if (step === undefined) return undefined;
  const header = oauthParameters(request.headers.authorization ?? '');
  const seen = seenBySignature(request, world.settings);
  try {
    const { token, secret } =
      step === 'request' ? requestToken(seen, header, world) : accessToken(seen, header, world);
    const body = formBody({ oauth_token: token, oauth_token_secret: secret });
    return { status: 200, headers, body };
  } catch (error) {
    if (!(error instanceof MagentoFailure) || typeof error.body === 'string') throw error;
    const body = formBody({ oauth_problem: problemOf(error.body) });
    return { status: error.status, headers, body };
  }
}

/** First step: the verifier's row becomes a request token. Signed with the consumer's secret alone. */
function requestToken(request: SandboxRequest, header: OauthHeader, world: World): OauthToken {
  const { auth, settings } = world;
  const consumer = checkProtocol(header, commonParameters, auth, nowSeconds(world));
  if (nowSeconds(world) - consumer.updatedAt >= exchangePeriod) {
    throw failure(401, 'Consumer key has expired');
  }
  checkSignature(request, header, settings.oauthEngine, consumer.consumerSecret, '');
  const row = integrationToken(consumer);
  if (row.type !== 'verifier') {
    throw failure(
      401,
      'Cannot create request token because consumer token is not a verifier token',
    );
  }
  return renew(row, 'request', auth.newToken);
}

/** Second step: the request token becomes an access token, and the integration active. */
function accessToken(request: SandboxRequest, header: OauthHeader, world: World): OauthToken {
  const { auth, settings } = world;
  const required = [...commonParameters, 'oauth_token', 'oauth_verifier'];
  const consumer = checkProtocol(header, required, auth, nowSeconds(world));
  const owner = ownerOfToken(auth.consumers, header.get('oauth_token') ?? '');
  if (owner === undefined) throw failure(401, 'Specified token does not exist');
  if (owner.consumer.id !== consumer.id) {
    throw failure(401, 'Request token is not associated with the specified consumer');
  }
  if (owner.row.type !== 'request') throw failure(401, 'Token is already being used');
  checkVerifier(header.get('oauth_verifier') ?? '', owner.row);
  const { oauthEngine } = settings;
  checkSignature(request, header, oauthEngine, consumer.consumerSecret, owner.row.secret);
  consumer.status = 1;
  return renew(owner.row, 'access', auth.newToken);
}

function checkVerifier(verifier: string, row: OauthToken): void {
  if (verifier.length !== 32) throw failure(401, 'Verifier is not the correct length');
  if (verifier !== row.verifier) {
    throw failure(401, 'Token verifier and verifier token do not match');
  }
}

function integrationToken(consumer: Consumer): OauthToken {
  const [row] = consumer.tokens;
  if (row === undefined) {
    throw failure(401, 'A token with consumer ID %1 does not exist', [consumer.id]);
  }
  return row;
}

function renew(row: OauthToken, type: OauthToken['type'], newToken: () => string): OauthToken {
  return Object.assign(row, { type, token: newToken(), secret: newToken() });
}

/** These endpoints fill their messages in; several become one line without full stops. */
function problemOf(body: JsonObject): string {
  if (body.errors === undefined) return filled(body);
  return objectsAt(body, 'errors')
    .map((error) => filled(error).replace(/\.+$/, ''))
    .join(', ');
}

function filled({ message, parameters }: JsonObject): string {
  const values = Array.isArray(parameters)
    ? parameters.map((value: Json, at) => [String(at + 1), value] as const)
    : Object.entries(isObject(parameters) ? parameters : {});
  return values.reduce(
    (text, [name, value]) => text.replaceAll(`%${name}`, () => String(value)),
    String(message),
  );
}
