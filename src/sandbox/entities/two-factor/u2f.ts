import { issueToken } from '../../auth/sign-in.js';
import type { Call, Handlers } from '../../call.js';
import { failure, internalError } from '../../errors.js';
import type { Json } from '../../json.js';
import { signedInWith, text, withTfat } from './steps.js';

/** Security keys: a challenge, then the one answer the credentials hold. */
export const u2fHandlers: Handlers = {
  'POST /V1/tfa/provider/u2fkey/configure': (call) => {
    withTfat(call, 'u2fkey');
    call.world.auth.twoFactor.begun.add('u2f registration');
    return optionsAnswer({
      publicKey: { challenge: challenge(call), rp: relyingParty(call), timeout: 60_000 },
    });
  },
  'POST /V1/tfa/provider/u2fkey/activate': (call) => {
    withTfat(call, 'u2fkey');
    const { active, begun } = call.world.auth.twoFactor;
    if (!begun.has('u2f registration')) {
      throw failure(400, 'U2f key registration was not started.');
    }
    checkAnswer(call);
    begun.delete('u2f registration');
    active.add('u2fkey');
  },
  'POST /V1/tfa/provider/u2fkey/authentication-challenge': (call) => {
    signedInWith(call, 'u2fkey');
    call.world.auth.twoFactor.begun.add('u2f challenge');
    return optionsAnswer({
      credentialRequestOptions: {
        challenge: challenge(call),
        timeout: 60_000,
        allowCredentials: [{ type: 'public-key', id: bytesOf('sandbox-key') }],
        userVerification: 'discouraged',
        extensions: { txAuthSimple: 'Authenticate with Admin' },
        rpId: relyingParty(call).id,
      },
    });
  },
  'POST /V1/tfa/provider/u2fkey/verify': (call) => {
    const id = signedInWith(call, 'u2fkey');
    const { begun } = call.world.auth.twoFactor;
    if (!begun.has('u2f challenge')) throw failure(400, 'U2f authentication prompt not sent.');
    checkAnswer(call);
    // A challenge is good for one token; a wrong answer leaves it.
    begun.delete('u2f challenge');
    return issueToken(call.world, id, 2);
  },
};

function optionsAnswer(options: Json): Json {
  return { credential_request_options_json: JSON.stringify(options) };
}

function challenge(call: Call): readonly number[] {
  return Array.from({ length: 16 }, () => Math.floor(call.world.random() * 256));
}

function relyingParty(call: Call): { readonly name: string; readonly id: string } {
  const { hostname } = new URL(call.baseUrl);
  return { name: hostname, id: hostname };
}

function bytesOf(value: string): readonly number[] {
  return [...new TextEncoder().encode(value)];
}

function checkAnswer(call: Call): void {
  const { publicKeyCredentialJson } = call.world.auth.credentials.twoFactor.u2fkey;
  const given = parsed(text(call, 'publicKeyCredentialJson'));
  if (JSON.stringify(given) !== JSON.stringify(JSON.parse(publicKeyCredentialJson))) {
    throw failure(400, 'Invalid U2F key.');
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw internalError();
  }
}
