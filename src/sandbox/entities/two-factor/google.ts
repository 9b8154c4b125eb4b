import { issueToken } from '../../auth/sign-in.js';
import { acceptsTotp } from '../../auth/totp.js';
import type { Call, Handlers } from '../../call.js';
import { failure } from '../../errors.js';
import { nowSeconds } from '../../store/world.js';
import { signedInWith, text, withTfat } from './steps.js';

/** A picture of one dot: a QR code nobody scans would only be ballast. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Codes of an authenticator app. */
export const googleHandlers: Handlers = {
  'POST /V1/tfa/provider/google/configure': (call) => {
    withTfat(call, 'google');
    return { qr_code_base64: picture, secret_code: secretOf(call) };
  },
  'POST /V1/tfa/provider/google/activate': (call) => {
    withTfat(call, 'google');
    checkCode(call);
    call.world.auth.twoFactor.active.add('google');
  },
  'POST /V1/tfa/provider/google/authenticate': (call) => {
    const id = signedInWith(call, 'google');
    checkCode(call);
    return issueToken(call.world, id, 2);
  },
};

function secretOf(call: Call): string {
  return call.world.auth.credentials.twoFactor.google.secret;
}

function checkCode(call: Call): void {
  if (!acceptsTotp(secretOf(call), text(call, 'otp'), nowSeconds(call.world))) {
    throw failure(401, 'Invalid code.');
  }
}
