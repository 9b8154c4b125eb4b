import { randomToken } from '../random.js';
import type { SandboxRequest, SandboxResponse } from '../request.js';
import { nowSeconds, type World } from '../store/world.js';

/** Where Adobe's identity service hands out tokens. */
export const imsPath = '/ims/token/v3';

/** As in Adobe's sample: a second less than a day. */
const lifetimeSeconds = 86_399;

/** The identity service's answer to a token request: OAuth 2.0 client credentials. */
export function answerIms(request: SandboxRequest, world: World): SandboxResponse {
  if (request.method !== 'POST') return refuse(405, 'invalid_request', 'use POST');
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    return refuse(400, 'invalid_request', 'the body has to be a form');
  }
  const form = new URLSearchParams(request.body);
  const { clientId, clientSecret } = world.auth.credentials.ims;
  if (form.get('grant_type') !== 'client_credentials') {
    return refuse(400, 'unsupported_grant_type', 'grant_type has to be client_credentials');
  }
  if (form.get('client_id') !== clientId) {
    return refuse(400, 'invalid_client', 'invalid client_id parameter');
  }
  if (form.get('client_secret') !== clientSecret) {
    return refuse(401, 'invalid_client', 'invalid client_secret parameter');
  }
  if (!(form.get('scope') ?? '').split(/[\s,]+/).includes('commerce.accs')) {
    return refuse(400, 'invalid_scope', 'the scope lacks commerce.accs');
  }
  const access_token = `eyJ${randomToken(world.random)}`;
  world.auth.imsTokens.set(access_token, nowSeconds(world) + lifetimeSeconds);
  return json(200, { access_token, token_type: 'bearer', expires_in: lifetimeSeconds });
}

function refuse(status: number, error: string, error_description: string): SandboxResponse {
  return json(status, { error, error_description });
}

function json(status: number, value: object): SandboxResponse {
  const headers = { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(value) };
}
